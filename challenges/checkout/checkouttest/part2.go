package checkouttest

import (
	"fmt"
	"time"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/history"
)

// duplicatesInFlight is part 2: many requests at once.
func duplicatesInFlight() []harness.Scenario {
	return []harness.Scenario{
		joined(2, "order-duplicates", "two clicks, one order", orders.Duplicates()),
		explored(2, false, joined(2, "payment-duplicates", "two clicks, one charge", payments.Duplicates())),
		twoKeys(),
		shipmentDuplicates(),
		explored(1, true, joined(2, "payload-race", "two orders at once under one key: one is made, the other is answered 409 or 422, and from then on each gets what the winner decided", orders.PayloadRace())),
		joined(2, "slow-bodies", "two clicks, one order, also when the request bodies arrive slowly", orders.SlowBodies()),
		noQueue(),
		outlivesTTL(),
		noRace(),
	}
}

// overlapped says that requests of one intent have to be in flight together.
func overlapped(h *history.History) string {
	if h.Overlap() {
		return ""
	}
	return "no two requests for one thing were in flight at the same time"
}

func twoKeys() harness.Scenario {
	drive := func(keys ...string) func(c *harness.Client) {
		return func(c *harness.Client) {
			id := ordered(c, "first", 100)
			var rs []harness.Request
			for _, k := range keys {
				r := pay(id, c.Key(k), 100)
				r.Intent = "payment of " + id
				rs = append(rs, r)
			}
			c.Burst(rs...)
			for _, r := range rs {
				c.Send(r)
			}
			c.Send(look("orders", id))
			c.Send(fulfil(id).Expect(200))
		}
	}
	s := scenario(2, "two-keys-one-order", "two payments of one order at once, under two keys: one charge, the other is answered 409",
		traffic("two keys", drive("p1", "p2")))
	s.Explore = harness.Exploration{Preemptions: 2, Free: 4}
	s.Proves = overlapped
	return s
}

func shipmentDuplicates() harness.Scenario {
	s := scenario(2, "shipment-duplicates", "two clicks, one shipment", traffic("", func(c *harness.Client) {
		id, _ := paid(c, "first", 100)
		c.Burst(fulfil(id), fulfil(id))
		c.Send(fulfil(id).Expect(200))
		c.Send(look("orders", id))
	}), traffic("of unknown outcome", func(c *harness.Client) {
		id, _ := paid(c, "first", 100)
		c.Fates(harness.LoseAfter)
		c.Burst(fulfil(id), fulfil(id))
		c.Send(fulfil(id).Expect(409, 502))
	}))
	s.Explore = harness.Exploration{Preemptions: 2, Every: true, Free: 4}
	s.Proves = overlapped
	return s
}

func noQueue() harness.Scenario {
	s := joined(2, "no-queue", "a request that is held in its charge or its shipment delays no request about another order", payments.NoQueue())
	s.Cases = append(s.Cases, traffic("a shipment held", func(c *harness.Client) {
		id, _ := paid(c, "held", 100)
		c.Hold(id)
		ps := []*harness.Pending{c.Start(fulfil(id).Expect(200))}
		c.Settle()
		var due []*harness.Pending
		for i := range 20 {
			n := int64(i) + 200
			other, _ := paid(c, fmt.Sprint("other-", i+1), n)
			due = append(due, c.Start(fulfil(other).Expect(200)), c.Start(look("orders", other)), c.Start(create(c.Key(fmt.Sprint("k", i+1)), n).Expect(201)))
		}
		c.Due("while the shipment of another order was held", due...)
		c.Release()
		c.Await(append(ps, due...)...)
	}), traffic("its key elsewhere", func(c *harness.Client) {
		held, other := ordered(c, "held", 100), ordered(c, "other", 200)
		c.Hold(pay(held, "", 100).Mark)
		p := c.Start(pay(held, c.Key("k1"), 100).Expect(201))
		c.Settle()
		due := c.Start(pay(other, c.Key("k1"), 200).Expect(201, 400, 409, 422))
		c.Due("while the payment of another order was held under the same key", due)
		c.Release()
		c.Await(p, due)
	}))
	return s
}

// outlivesTTL: a payment that runs for longer than its key would live.
func outlivesTTL() harness.Scenario {
	const ttl = time.Second
	s := scenario(2, "running-never-expires", "a payment that runs for longer than the TTL does not expire: duplicates cause no second charge, and its answer is stored and replayed",
		harness.Case{Setting: ttl, Clock: true, Drive: func(c *harness.Client) {
			id := ordered(c, "first", 100)
			r := pay(id, c.Key("p1"), 100)
			c.Hold()
			ps := []*harness.Pending{c.Start(r.Expect(201))}
			for range 2 {
				c.Settle()
				c.Advance(ttl)
				ps = append(ps, c.Start(r))
			}
			c.Settle()
			released := c.Now()
			c.Release()
			c.Await(ps...)
			end := c.Now().Add(ttl)
			c.Send(r.Expect(201))
			if d := c.Before(released.Add(ttl)).Sub(c.Now()); d > 0 {
				c.Advance(d)
				c.Send(r.Expect(201))
			}
			c.By(released.Add(ttl))
			c.Advance(c.From(end).Sub(c.Now()))
			c.Send(r.Refused(409).Noted("the key has expired, the order is paid"))
			c.Send(look("orders", id))
		}})
	s.Explore = harness.Exploration{Preemptions: 1, Free: 1}
	return s
}

// lookedAt sends r, which changes the order, and looks at the order as the change is made: some look
// just before the effect ends, some just after.
func lookedAt(c *harness.Client, order string, r harness.Request) {
	c.Hold()
	ps := []*harness.Pending{c.Start(r)}
	c.Settle()
	for i := range 8 {
		if i == 4 {
			c.Release()
		}
		ps = append(ps, c.Start(look("orders", order)))
	}
	c.Await(ps...)
}

func noRace() harness.Scenario {
	s := scenario(2, "no-race", "no data race, also between replays and looks: a stored answer is a private copy", traffic("", func(c *harness.Client) {
		k1, k2 := create(c.Key("k1"), 100), create(c.Key("k2"), 200)
		c.Send(k1.Expect(201))
		c.Burst(k1, k1, k1, k2, k2)
		id := ordered(c, "first", 300)
		p := pay(id, c.Key("p1"), 300)
		seen := look("orders", id)
		c.Burst(p, p, seen, seen, k1, k2)
		c.Burst(p, fulfil(id), seen, seen, fulfil(id), k1)
		paid := idIn(c.Send(p.Expect(201)))
		c.Burst(p, p, look("payments", paid), fulfil(id), seen, seen)
		c.Send(fulfil(id).Expect(200))
		for i := range 4 {
			id := ordered(c, fmt.Sprint("seen-", i+1), int64(i)+400)
			lookedAt(c, id, pay(id, c.Key(fmt.Sprint("p", i+2)), int64(i)+400))
			lookedAt(c, id, fulfil(id))
		}
	}))
	s.Explore = harness.Exploration{Free: 8}
	return s
}
