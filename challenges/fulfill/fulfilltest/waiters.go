package fulfilltest

import "example.com/idempotency/harness"

func waiters() harness.Scenario {
	s := scenario(3, "waiters", "when the first request fails, those that wait for it are answered or take over one at a time: none hangs, and none gets an empty success",
		harness.Case{Name: "refused", Drive: waiting(harness.Refuse)},
		harness.Case{Name: "refused twice", Drive: waiting(harness.Refuse, harness.Refuse)},
		harness.Case{Name: "refused, and others come when one that waited has taken over", Drive: newcomers},
		harness.Case{Name: "the shipment refused, and the opposite waits", Drive: outlasting(fulfill, cancel)},
		harness.Case{Name: "the refund refused, and the opposite waits", Drive: outlasting(cancel, fulfill)},
		harness.Case{Name: "unknown", Drive: waiting(harness.LoseAfter)},
		harness.Case{Name: "panic", Drive: waiting(harness.Panic)},
		harness.Case{Name: "the first client leaves", Drive: waiting(harness.Succeed)},
	)
	s.Explore = harness.Exploration{Preemptions: 1, Free: 2}
	s.Proves = overlapped
	return s
}

// waiting has two more fulfil an order and one cancel it while it is being shipped, and then the
// shipment end as fates say, or the first client leave where it succeeds.
func waiting(fates ...harness.Fate) func(c *harness.Client) {
	return func(c *harness.Client) {
		r, x := fulfill(c.Key, paid(1)), cancel(c.Key, paid(1))
		c.Fates(fates...)
		c.Hold()
		first := c.Start(r)
		c.Settle()
		ps := []*harness.Pending{first, c.Start(r), c.Start(x), c.Start(r)}
		c.Settle()
		if fates[0] == harness.Succeed {
			c.Leave(first)
			c.Settle()
		}
		c.Release()
		c.Await(ps...)
		c.Settle()
		c.Send(r)
		c.Send(x)
	}
}

// newcomers has the first of three refused and holds whoever takes over then, while two more come.
func newcomers(c *harness.Client) {
	r, x := fulfill(c.Key, paid(1)), cancel(c.Key, paid(1))
	c.Fates(harness.Refuse)
	c.Hold()
	ps := []*harness.Pending{c.Start(r)}
	c.Settle()
	ps = append(ps, c.Start(r), c.Start(r))
	c.Settle()
	c.Release()
	c.Hold()
	c.Settle()
	ps = append(ps, c.Start(x), c.Start(r))
	c.Settle()
	c.Release()
	c.Await(ps...)
	c.Settle()
	c.Send(r)
	c.Send(x)
}

// outlasting sends the opposite of a request that is being refused, and again when that is over:
// nothing stands in its way any more.
func outlasting(do, opposite ask) func(c *harness.Client) {
	return func(c *harness.Client) {
		x := opposite(c.Key, paid(1))
		c.Fates(harness.Refuse)
		c.Hold()
		p := c.Start(do(c.Key, paid(1)))
		c.Settle()
		q := c.Start(x)
		c.Settle()
		c.Release()
		c.Await(p, q)
		c.Settle()
		c.Send(x.Expect(200))
	}
}
