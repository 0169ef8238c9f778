package checkouttest

import (
	"fmt"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/history"
)

// doubtful pays two orders, each with a charge of unknown outcome, and goes on with then.
func doubtful(name string, then func(c *harness.Client, id string, r harness.Request)) harness.Case {
	return traffic(name, func(c *harness.Client) {
		for i, f := range []harness.Fate{harness.LoseAfter, harness.LoseBefore} {
			n := int64(i+1) * 100
			id := ordered(c, fmt.Sprint("order-", i+1), n)
			r := pay(id, c.Key(fmt.Sprint("p", i+1)), n)
			c.Fates(f)
			c.Send(r.Expect(201, 502))
			then(c, id, r)
			c.Send(look("orders", id))
			c.Send(fulfil(id).Expect(200))
		}
	})
}

// chargeUnknown: the client's retry ends the doubt, in whatever way it comes.
func chargeUnknown() harness.Scenario {
	return scenario(3, "charge-unknown", "after a charge of unknown outcome the client's retry ends in a definite answer, and one charge",
		doubtful("the same key", func(c *harness.Client, _ string, r harness.Request) {
			c.Send(r)
			c.Advance(recovery)
			c.Retry(2, r.Expect(201))
		}),
		doubtful("when the key would have expired", func(c *harness.Client, _ string, r harness.Request) {
			c.Advance(2 * day)
			c.Send(r)
			c.Advance(recovery)
			c.Send(r.Expect(201, 409))
		}),
		doubtful("another key", func(c *harness.Client, id string, r harness.Request) {
			other := pay(id, c.Key("another"), asked(history.Attempt{Mark: r.Mark}))
			c.Send(other)
			c.Advance(recovery)
			c.Send(other)
			c.Retry(2, r.Expect(201, 409))
		}),
		doubtful("lost again and again", func(c *harness.Client, _ string, r harness.Request) {
			c.FateOf(r.Mark, harness.LoseBefore, harness.LoseAfter, harness.LoseAfter)
			for range 6 {
				c.Send(r)
				c.Advance(recovery)
			}
			c.Retry(2, r.Expect(201))
		}),
		traffic("refused when asked again", refusedWhenAskedAgain),
		traffic("refused under another key", func(c *harness.Client) {
			id := ordered(c, "first", 100)
			r, other := pay(id, c.Key("p1"), 100), pay(id, c.Key("p2"), 100)
			c.Fates(harness.LoseBefore, harness.Refuse)
			c.Send(r)
			c.Send(other)
			c.Advance(recovery)
			for range 3 {
				c.Send(r)
				c.Advance(recovery)
			}
			c.Send(look("orders", id))
			c.Send(fulfil(id).Expect(200))
		}),
	)
}

func refusedWhenAskedAgain(c *harness.Client) {
	id := ordered(c, "first", 100)
	r := pay(id, c.Key("p1"), 100)
	c.Fates(harness.LoseBefore, harness.Refuse, harness.Refuse)
	for range 4 {
		c.Send(r)
		c.Advance(recovery)
	}
	c.Retry(2, r.Expect(201))
	c.Send(look("orders", id))
}

// refundUnknown: the same of a refund, whose amount is set aside meanwhile.
func refundUnknown() harness.Scenario {
	return scenario(3, "refund-unknown", "after a refund of unknown outcome its amount stays off what is left, and the client's retry ends in a definite answer, and one refund",
		traffic("the retry", refundAskedAgain),
		traffic("the amount", refundSetAside),
		traffic("the client left", refundLeftBehind),
		traffic("another key of the same amount", func(c *harness.Client) {
			_, p := paid(c, "first", 100)
			r, other := refund(p, c.Key("r1"), 30), refund(p, c.Key("r2"), 30)
			c.Fates(harness.LoseAfter)
			c.Send(r)
			c.Send(other)
			c.Advance(recovery)
			c.Retry(2, r.Expect(201))
			c.Send(other.Expect(201))
		}),
		traffic("the rest", func(c *harness.Client) {
			_, p := paid(c, "first", 100)
			c.Send(refund(p, c.Key("r1"), 60).Expect(201))
			c.Fates(harness.LoseAfter)
			r := refund(p, c.Key("r2"), 40)
			c.Send(r)
			c.Advance(recovery)
			c.Retry(2, r.Expect(201))
		}),
		traffic("refused when asked again", func(c *harness.Client) {
			_, p := paid(c, "first", 100)
			r := refund(p, c.Key("r1"), 100)
			c.Fates(harness.LoseBefore, harness.Refuse, harness.Refuse)
			for range 4 {
				c.Send(r)
				c.Advance(recovery)
			}
			c.Retry(2, r.Expect(201))
		}))
}

func refundAskedAgain(c *harness.Client) {
	for i, f := range []harness.Fate{harness.LoseAfter, harness.LoseBefore, harness.Panic} {
		id, p := paid(c, fmt.Sprint("order-", i+1), 100)
		r := refund(p, c.Key(fmt.Sprint("r", i+1)), 60)
		c.Fates(f)
		c.Send(r)
		c.Send(r)
		c.Advance(recovery)
		c.Retry(2, r.Expect(201))
		c.Send(refund(p, c.Key(fmt.Sprint("s", i+1)), 41).Refused(409).Noted("more than is left"))
		c.Send(refund(p, c.Key(fmt.Sprint("s", i+1)), 40).Expect(201))
		c.Send(fulfil(id).Refused(409).Noted("all of the money was given back"))
	}
}

func refundSetAside(c *harness.Client) {
	id, p := paid(c, "first", 100)
	r := refund(p, c.Key("r1"), 100)
	c.Fates(harness.LoseAfter)
	c.Send(r)
	c.Send(refund(p, c.Key("r2"), 100))
	c.Send(fulfil(id))
	c.Advance(2 * day)
	c.Send(refund(p, c.Key("r3"), 1))
	c.Send(r)
	c.Advance(recovery)
	c.Send(r)
	c.Send(refund(p, c.Key("r4"), 1).Refused(409).Noted("nothing is left"))
}

func refundLeftBehind(c *harness.Client) {
	_, p := paid(c, "first", 100)
	r := refund(p, c.Key("r1"), 60)
	c.Hold()
	first := c.Start(r)
	c.Settle()
	c.Leave(first)
	c.Settle()
	c.Release()
	c.Await(first)
	c.Settle()
	c.Retry(2, r.Expect(201))
	c.Send(refund(p, c.Key("r2"), 41).Refused(409).Noted("more than is left"))
}
