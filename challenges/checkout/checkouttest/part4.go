package checkouttest

import (
	"fmt"
	"time"

	"example.com/idempotency/harness"
)

// refundsOfPayments is part 4: money goes back, and everything together.
func refundsOfPayments() []harness.Scenario {
	return []harness.Scenario{
		refunded(),
		refundRetry(),
		refundKeyExpires(),
		refundedInFull(),
		explored(1, true, joined(2, "refund-duplicates", "two clicks, one refund", refundings.Duplicates())),
		refundsRace(),
		refundAgainstShipment(),
		refundCallers(),
		refundRefused(),
		refundUnknown(),
		storm(),
	}
}

func refunded() harness.Scenario {
	s := joined(1, "refund", "a payment is refunded in parts, and never more than is left of it: 409",
		refundings.KeyRequired(), refundings.BadBody())
	s.Cases = append([]harness.Case{traffic("in parts", func(c *harness.Client) {
		_, p := paid(c, "first", 100)
		back := func(key string, n int64) harness.Request { return refund(p, c.Key(key), n) }
		c.Send(back("r0", 101).Refused(409).Noted("more than was paid"))
		c.Send(back("r1", 30).Expect(201))
		c.Send(back("r2", 20).Expect(201))
		c.Send(back("r3", 51).Refused(409).Noted("more than is left"))
		c.Send(refund("no-such-payment", c.Key("r4"), 1).Refused(404).Noted("no such payment"))
		c.Send(back("r3", 50).Expect(201).Noted("a 409 leaves no trace"))
		c.Send(back("r5", 1).Refused(409).Noted("nothing is left"))
		c.Send(back("r1", 30).Expect(201))
		_, q := paid(c, "second", 9007199254740993)
		c.Send(refund(q, c.Key("q1"), 9007199254740992).Expect(201))
		c.Send(refund(q, c.Key("q2"), 2).Refused(409).Noted("more than is left"))
		c.Send(refund(q, c.Key("q3"), 1).Expect(201))
		c.Send(refund(q, c.Key("q4"), 9223372036854775807).Refused(409).Noted("the largest amount"))
		for i, b := range refundings.Wellformed {
			r := refundings.Request(c.Key(fmt.Sprint("w", i+1)), 1).Expect(201).Noted("%s", b.Note)
			r.Body, r.Mark = b.Text, b.Mark
			c.Send(r)
		}
	})}, s.Cases...)
	return s
}

func refundRetry() harness.Scenario {
	s := joined(1, "refund-retry", "the same refund sent again and again is one, with one answer; another key is another refund, another amount under a used key is answered 422",
		refundings.Retry(), refundings.Replay(), refundings.OtherPayload())
	s.Cases = append(s.Cases, traffic("equal amounts", func(c *harness.Client) {
		_, p := paid(c, "first", 100)
		for _, k := range []string{"r1", "r2", "r1", "r3", "r2"} {
			c.Send(refund(p, c.Key(k), 30).Expect(201))
		}
		c.Send(refund(p, c.Key("r4"), 30).Refused(409).Noted("more than is left"))
	}))
	return s
}

// refundKeyExpires: a new life of a key is a new refund, and the bank has to see it as one.
func refundKeyExpires() harness.Scenario {
	s := joined(1, "refund-key-expires", "a refund's key is remembered until completion + TTL, and means another refund from then on, with a reference of its own",
		refundings.RememberedUntilTheEnd(), refundings.NewFromTheEnd(), refundings.NewInEveryRespect())
	const ttl = time.Minute
	s.Cases = append(s.Cases, harness.Case{Name: "after much else", Setting: ttl, Drive: func(c *harness.Client) {
		_, p := paid(c, "first", 100)
		r := refund(p, c.Key("r1"), 10).Expect(201)
		c.Retry(2, r)
		c.Advance(2 * ttl)
		c.Flood(2500, "orders, each under a key of its own", func(i int) harness.Request {
			return create(c.Key(fmt.Sprint("other-", i+1)), 99).Expect(201)
		})
		c.Retry(2, r)
	}})
	s.Proves, s.Alone = nil, true
	return s
}

func refundedInFull() harness.Scenario {
	return scenario(1, "refunded-in-full", "an order whose payment was refunded in full is not fulfilled: 409; one that was fulfilled may be refunded; first answers stay what they were",
		traffic("before it is shipped", func(c *harness.Client) {
			id, p := paid(c, "first", 100)
			c.Send(refund(p, c.Key("r1"), 40).Expect(201))
			c.Send(refund(p, c.Key("r2"), 60).Expect(201))
			c.Retry(2, fulfil(id).Refused(409).Noted("all of the money was given back"))
			c.Send(pay(id, c.Key("make-first"), 100).Expect(201))
			c.Send(pay(id, c.Key("again"), 100).Refused(409).Noted("another key"))
			c.Send(create(c.Key("make-first"), 100).Expect(201))
			c.Send(look("payments", p))
		}),
		traffic("after it was shipped", func(c *harness.Client) {
			id, p := paid(c, "first", 100)
			c.Send(refund(p, c.Key("r1"), 99).Expect(201))
			c.Send(look("orders", id))
			c.Send(fulfil(id).Expect(200))
			c.Send(refund(p, c.Key("r2"), 1).Expect(201))
			c.Send(refund(p, c.Key("r1"), 99).Expect(201))
			c.Send(fulfil(id))
			c.Send(pay(id, c.Key("make-first"), 100).Expect(201))
			c.Send(create(c.Key("make-first"), 100).Expect(201))
		}))
}

func refundCallers() harness.Scenario {
	s := joined(3, "refund-callers", "refunds belong to their caller and payment, also at the bank: equal keys are other refunds, somebody else's payment is 404", refundings.Callers())
	s.Cases[0].Name = "equal keys of callers"
	s.Cases = append(s.Cases, traffic("somebody else's payment", func(c *harness.Client) {
		_, p := paid(c, "anns", 100)
		c.Send(refund(p, c.Key("r1"), 10).Expect(201))
		c.Send(as("bob", refund(p, c.Key("r1"), 10)).Refused(404))
		c.Send(as("bob", refund(p, c.Key("r2"), 20)).Refused(404))
		c.Send(refund(p, c.Key("r2"), 90).Expect(201))
	}), traffic("one key for two payments", func(c *harness.Client) {
		_, p := paid(c, "x", 100)
		_, q := paid(c, "y", 200)
		k := c.Key("r1")
		c.Send(refund(p, k, 10).Expect(201))
		c.Send(refund(q, k, 10).Expect(201, 400, 409, 422).Noted("another payment's key"))
		c.Send(refund(p, k, 10).Expect(201))
	}), traffic("one key for a payment and its refund", func(c *harness.Client) {
		k := c.Key("k1")
		id := ordered(c, "first", 100)
		p := idIn(c.Send(pay(id, k, 100).Expect(201)))
		c.Send(refund(p, k, 100).Expect(201, 400, 409, 422).Noted("the payment's key"))
		c.Send(pay(id, k, 100).Expect(201))
	}))
	return s
}

func refundRefused() harness.Scenario {
	s := joined(3, "refund-refused", "a refused refund is answered 402 and frees its key and its amount", refundings.Refused())
	s.Cases[0].Name = "the key"
	s.Cases = append(s.Cases, traffic("the amount", func(c *harness.Client) {
		id, p := paid(c, "first", 100)
		c.Fates(harness.Refuse, harness.Refuse)
		c.Send(refund(p, c.Key("r1"), 100).Expect(402))
		c.Send(refund(p, c.Key("r2"), 70).Expect(402))
		c.Send(look("orders", id))
		c.Send(refund(p, c.Key("r3"), 50).Expect(201))
		c.Send(refund(p, c.Key("r1"), 100).Refused(409).Noted("more than is left"))
		c.Send(fulfil(id).Expect(200))
		c.Send(refund(p, c.Key("r2"), 50).Expect(201).Noted("another amount"))
	}))
	return s
}
