package fulfilltest

import (
	"net/http"
	"time"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
)

func shipmentRefused() harness.Scenario {
	return scenario(3, "shipment-refused", "a refused shipment is answered 422 and leaves the order paid: a retry ships it, or it can be cancelled", harness.Case{Drive: func(c *harness.Client) {
		refused(c, fulfill, cancel, http.StatusUnprocessableEntity)
	}})
}

func refundRefused() harness.Scenario {
	return scenario(3, "refund-refused", "a refused refund is answered 402 and leaves the order paid: a retry refunds it, or it can be fulfilled", harness.Case{Drive: func(c *harness.Client) {
		refused(c, cancel, fulfill, http.StatusPaymentRequired)
	}})
}

// refused has an effect refused, once and twice, before a retry or, much later, the opposite.
func refused(c *harness.Client, do, opposite ask, code int) {
	for n, times := range []int{1, 2, 1} {
		r := do(c.Key, paid(n+1))
		for range times {
			c.Fates(harness.Refuse)
			c.Send(r.Expect(code))
			c.Advance(time.Second)
		}
		if n == 2 {
			c.Advance(36 * time.Hour)
			r = opposite(c.Key, paid(n+1))
		}
		c.Retry(2, r.Expect(200))
	}
}

func shipmentUnknown() harness.Scenario {
	return scenario(3, "shipment-unknown", "after a shipment of unknown outcome the answer is 502, and the order is neither shipped nor refunded any more: 409 or 502 for good", harness.Case{Drive: func(c *harness.Client) {
		unknown(c, fulfill, cancel)
	}})
}

func refundUnknown() harness.Scenario {
	return scenario(3, "refund-unknown", "after a refund of unknown outcome the answer is 502, and the order is neither refunded nor shipped any more: 409 or 502 for good", harness.Case{Drive: func(c *harness.Client) {
		unknown(c, cancel, fulfill)
	}})
}

// unknown has an effect end without a definite answer, whether it happened or not.
func unknown(c *harness.Client, do, opposite ask) {
	for n, f := range []harness.Fate{harness.LoseBefore, harness.LoseAfter} {
		r, x := do(c.Key, paid(n+1)), opposite(c.Key, paid(n+1))
		c.Fates(f)
		c.Send(r.Expect(http.StatusBadGateway))
		for _, d := range []time.Duration{0, time.Minute, 48 * time.Hour} {
			c.Advance(d)
			c.Send(x.Expect(http.StatusConflict, http.StatusBadGateway))
			c.Send(r.Expect(http.StatusConflict, http.StatusBadGateway))
		}
	}
	c.Fates(harness.Refuse, harness.LoseAfter) // refused first: the order was paid again, and is not now
	c.Send(do(c.Key, paid(3)))
	c.Send(opposite(c.Key, paid(3)).Expect(http.StatusBadGateway))
	c.Send(do(c.Key, paid(3)).Expect(http.StatusConflict, http.StatusBadGateway))
	c.Send(do(c.Key, paid(4)).Expect(200))
}

func panics() harness.Scenario {
	return scenario(3, "panic", "a shipment or refund that panics may have happened: the process lives, every later request is answered, and nothing is shipped or refunded again", harness.Case{Drive: func(c *harness.Client) {
		for n, x := range []struct{ first, second harness.Request }{
			{fulfill(c.Key, paid(1)), cancel(c.Key, paid(1))},
			{cancel(c.Key, paid(2)), fulfill(c.Key, paid(2))},
		} {
			c.Fates(harness.Panic)
			c.Send(x.first)
			c.Retry(2, x.first)
			c.Send(x.second)
			c.Advance(time.Minute)
			c.Send(x.second)
			c.Send(x.first)
			c.Send(fulfill(c.Key, paid(n+3)).Expect(200))
		}
	}})
}

// clientLeaves judges safety only: an effect that died with its client may have happened, which
// makes the order stuck, and that is allowed.
func clientLeaves() harness.Scenario {
	s := scenario(3, "client-leaves", "a client that goes away causes no second shipment or refund: the retry gets the order, or what any retry gets where it may have happened",
		harness.Case{Name: "during the shipment", Drive: func(c *harness.Client) { left(c, fulfill, cancel) }},
		harness.Case{Name: "during the refund", Drive: func(c *harness.Client) { left(c, cancel, fulfill) }},
		harness.Case{Name: "at any moment", Drive: func(c *harness.Client) {
			r := fulfill(c.Key, paid(1))
			p := c.Start(r)
			c.LeaveAnyTime(p)
			c.Await(p)
			c.Settle()
			c.Retry(2, r)
			c.Send(cancel(c.Key, paid(1)))
		}},
		harness.Case{Name: "while it is answered", Drive: func(c *harness.Client) {
			for n, at := range []int{1, 12} {
				r := fulfill(c.Key, paid(n+1))
				half := r
				half.CutAnswer = at
				c.Send(half.Noted("the client leaves after %d bytes of the answer", at))
				c.Retry(2, r.Expect(200))
			}
		}},
	)
	s.Explore = harness.Exploration{Preemptions: 1, Free: 1}
	s.Proves = began
	return s
}

// left has a client leave while its request is in the effect and a duplicate has come.
func left(c *harness.Client, do, opposite ask) {
	r := do(c.Key, paid(1))
	c.Hold()
	p := c.Start(r)
	c.Settle()
	c.Leave(p)
	c.Settle()
	q := c.Start(opposite(c.Key, paid(1)))
	c.Settle()
	c.Release()
	c.Settle()
	c.Await(p, q)
	c.Settle()
	c.Retry(2, r)
	c.Send(opposite(c.Key, paid(1)))
}

func cleanEnd() harness.Scenario {
	s := scenario(3, "clean-end", "after the server's context ends no goroutine is left", harness.Case{Clock: true, Drive: func(c *harness.Client) {
		c.Send(fulfill(c.Key, paid(1)))
		c.Fates(harness.Refuse, harness.LoseAfter, harness.Panic)
		c.Retry(2, fulfill(c.Key, paid(2)))
		c.Retry(2, cancel(c.Key, paid(3)))
		c.Hold()
		r := fulfill(c.Key, paid(4))
		p, q, x := c.Start(r), c.Start(r), c.Start(cancel(c.Key, paid(4)))
		c.Settle()
		c.Leave(p)
		c.Settle()
		c.Release()
		c.Await(p, q, x)
		c.Shutdown()
		c.Leftover()
	}})
	s.Rules = []judge.Rule{judge.NoFaults(), judge.EveryoneAnswered()}
	return s
}

// separate fulfils an order at one server and cancels its namesake at another. Both happen: rules
// about one order do not apply.
func separate() harness.Scenario {
	s := scenario(3, "separate", "two handlers built side by side share nothing, even where their orders have the same ids", harness.Case{Drive: func(c *harness.Client) {
		d := c.Another()
		f, x := fulfill(c.Key, paid(1)).Expect(200), cancel(c.Key, paid(1)).Expect(200)
		f.Intent, x.Intent = "the first server's order", "the second server's order"
		c.Send(f)
		d.Send(x)
	}})
	s.Rules = []judge.Rule{
		judge.NoFaults(), judge.Asked("shipment"), judge.Asked("refund"), judge.EveryoneAnswered(), judge.WantedStatus(),
	}
	return s
}
