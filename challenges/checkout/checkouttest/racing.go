package checkouttest

import (
	"fmt"

	"example.com/idempotency/harness"
)

func refundsRace() harness.Scenario {
	drive := func(amounts ...int64) func(c *harness.Client) {
		return func(c *harness.Client) {
			_, p := paid(c, "first", 100)
			var rs []harness.Request
			for i, n := range amounts {
				r := refund(p, c.Key(fmt.Sprint("r", i+1)), n)
				r.Intent = "refunds of " + p
				rs = append(rs, r)
			}
			c.Burst(rs...)
			for _, r := range rs {
				c.Send(r)
			}
		}
	}
	s := scenario(2, "refunds-race", "refunds at once under different keys are refunds of their own, and never give back more than was paid", traffic("that do not fit", drive(60, 60)), traffic("that fit", drive(40, 60)), traffic("of one amount", drive(30, 30)))
	s.Explore.Preemptions, s.Explore.Free = 2, 4
	s.Proves = overlapped
	return s
}

func refundAgainstShipment() harness.Scenario {
	s := scenario(2, "refund-against-shipment", "a refund in full and a fulfilment at once: an order whose money has gone back is not shipped afterwards, and the answers say what happened", traffic("", func(c *harness.Client) {
		id, p := paid(c, "first", 100)
		r, f := refund(p, c.Key("r1"), 100), fulfil(id)
		r.Intent, f.Intent = "the order's end", "the order's end"
		c.Burst(r, f)
		c.Send(fulfil(id))
		c.Send(r.Expect(201))
		c.Send(fulfil(id))
		c.Send(look("orders", id))
		c.Send(refund(p, c.Key("r2"), 1).Refused(409).Noted("nothing is left"))
	}))
	s.Explore.Preemptions, s.Explore.Every, s.Explore.Free = 1, true, 4
	s.Proves = overlapped
	return s
}
