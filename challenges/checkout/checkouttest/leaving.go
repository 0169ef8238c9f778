package checkouttest

import "example.com/idempotency/harness"

func clientLeaves() harness.Scenario {
	s := joined(3, "client-leaves", "an order, a charge or a shipment does not die with the client: there is exactly one, and the retry gets the full answer", payments.ClientLeaves())
	during := func(c *harness.Client, r harness.Request, want int) {
		c.Hold()
		p := c.Start(r)
		c.Settle()
		c.Leave(p)
		c.Settle()
		c.Release()
		c.Await(p)
		c.Settle()
		c.Retry(2, r.Expect(want))
	}
	atAnyTime := func(c *harness.Client, r harness.Request, want int) {
		p := c.Start(r)
		c.LeaveAnyTime(p)
		c.Await(p)
		c.Settle()
		c.Retry(2, r.Expect(want))
	}
	s.Cases = append(s.Cases,
		traffic("during the shipment", func(c *harness.Client) {
			id, _ := paid(c, "first", 100)
			during(c, fulfil(id), 200)
			c.Send(look("orders", id))
		}),
		traffic("at any moment of a shipment", func(c *harness.Client) {
			id, _ := paid(c, "first", 100)
			atAnyTime(c, fulfil(id), 200)
			c.Send(look("orders", id))
		}),
		traffic("at any moment of an order", func(c *harness.Client) { atAnyTime(c, create(c.Key("k1"), 100), 201) }),
	)
	s.Proves = nil
	return s
}

func halfUpload() harness.Scenario {
	s := joined(3, "half-upload", "a client that leaves in mid-upload leaves no trace, and its complete retry works; one that leaves while the answer is written finds it whole", orders.HalfUpload())
	s.Cases = append(s.Cases, traffic("an answer about a payment", func(c *harness.Client) {
		id := ordered(c, "first", 100)
		for _, r := range []harness.Request{pay(id, c.Key("p1"), 100).Expect(201), fulfil(id).Expect(200)} {
			half := r
			half.CutAnswer, half.Want = 10, nil
			c.Send(half.Noted("the client leaves after 10 bytes of the answer"))
			c.Retry(2, r)
		}
	}))
	return s
}

// waiters: the first of three fails.
func waiters() harness.Scenario {
	failing := func(f harness.Fate) func(c *harness.Client) {
		return func(c *harness.Client) {
			r := pay(ordered(c, "first", 100), c.Key("p1"), 100)
			c.Fates(f)
			c.Burst(harness.Times(3, r)...)
			c.Send(r)
			c.Advance(recovery)
			c.Retry(2, r.Expect(201))
		}
	}
	s := joined(3, "waiters", "when the first request fails or its client leaves, the duplicates that wait are answered or take over one at a time; none hangs", payments.Waiters())
	s.Cases = append([]harness.Case{
		traffic("refused", failing(harness.Refuse)), traffic("unknown", failing(harness.LoseAfter)), traffic("panic", failing(harness.Panic)),
	}, s.Cases[len(s.Cases)-1])
	return s
}
