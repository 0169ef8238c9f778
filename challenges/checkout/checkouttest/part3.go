package checkouttest

import (
	"fmt"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
)

// failures is part 3: limits, strangers, and everything that can go wrong.
func failures() []harness.Scenario {
	return []harness.Scenario{
		joined(3, "key-bytes", "keys of 1 to 255 bytes work, bare or in quotes, longer ones are answered 400, and odd bytes never give a 5xx", orders.KeyBytes()),
		callers(),
		chargeRefused(),
		chargeUnknown(),
		chargePanics(),
		clientLeaves(),
		halfUpload(),
		waiters(),
		shipmentFails(),
		cleanEnd(),
		separate(),
	}
}

func callers() harness.Scenario {
	s := joined(3, "callers", "keys, orders and payments belong to their caller, also at the bank: nobody sees, pays or ships somebody else's order", payments.Callers(), orders.Callers())
	s.Cases[0].Name, s.Cases[1].Name = "payments under equal keys", "orders under equal keys"
	s.Cases = append(s.Cases, traffic("somebody else's order", func(c *harness.Client) {
		id, p := paid(c, "anns", 100)
		open := ordered(c, "open", 100)
		seen := func(kind, id string) harness.Request { return as("bob", look(kind, id)).Expect(404) }
		c.Send(seen("orders", id))
		c.Send(seen("payments", p))
		c.Send(as("bob", pay(open, c.Key("p1"), 100)).Refused(404))
		c.Send(as("bob", pay(id, c.Key("make-anns"), 100)).Refused(404).Noted("ann's key"))
		c.Send(as("bob", fulfil(id)).Refused(404))
		c.Send(as("bob", create(c.Key("make-anns"), 100)).Expect(201))
		c.Send(look("orders", open))
		c.Send(pay(open, c.Key("p1"), 100).Expect(201))
		c.Send(fulfil(id).Expect(200))
		c.Send(as("bob", fulfil(id)).Refused(404))
	}), traffic("one key for two orders", func(c *harness.Client) {
		x, y := ordered(c, "x", 100), ordered(c, "y", 200)
		k := c.Key("p1")
		c.Send(pay(x, k, 100).Expect(201))
		c.Send(pay(y, k, 200).Expect(201, 400, 409, 422).Noted("another order's key"))
		c.Send(pay(x, k, 100).Expect(201))
		c.Send(pay(y, c.Key("p2"), 200).Expect(201, 409))
		c.Send(look("orders", y))
	}))
	return s
}

func chargeRefused() harness.Scenario {
	return scenario(3, "charge-refused", "a refused charge is answered 402 and leaves the order pending and the key free: a retry may succeed", traffic("", func(c *harness.Client) {
		id := ordered(c, "first", 100)
		r := pay(id, c.Key("p1"), 100)
		c.Fates(harness.Refuse, harness.Refuse)
		c.Retry(2, r.Expect(402))
		c.Send(look("orders", id))
		c.Send(fulfil(id).Refused(409).Noted("not paid yet"))
		c.Retry(2, r.Expect(201))
		c.Send(look("orders", id))
		other := ordered(c, "other", 200)
		c.Fates(harness.Refuse)
		c.Send(pay(other, c.Key("p2"), 200).Expect(402))
		c.Retry(2, pay(other, c.Key("p3"), 200).Expect(201))
		c.Send(pay(other, c.Key("p2"), 200).Refused(409).Noted("another key has paid"))
	}))
}

func chargePanics() harness.Scenario {
	return scenario(3, "charge-panics", "a charge that panics may have happened: the process lives, and the retry ends in a definite answer, and one charge", traffic("", func(c *harness.Client) {
		id := ordered(c, "first", 100)
		r := pay(id, c.Key("p1"), 100)
		c.Fates(harness.Panic)
		c.Send(r)
		c.Send(r)
		c.Advance(recovery)
		c.Retry(2, r.Expect(201))
		c.Send(look("orders", id))
		other := ordered(c, "other", 200)
		c.Retry(2, pay(other, c.Key("p2"), 200).Expect(201))
		c.Retry(2, fulfil(id).Expect(200))
	}))
}

func shipmentFails() harness.Scenario {
	return scenario(3, "shipment-fails", "a refused shipment leaves the order paid; one of unknown outcome, which has no reference, is never tried again",
		traffic("refused", func(c *harness.Client) {
			id, _ := paid(c, "first", 100)
			c.Fates(harness.Refuse, harness.Refuse)
			c.Retry(2, fulfil(id).Expect(422))
			c.Send(look("orders", id))
			c.Retry(2, fulfil(id).Expect(200))
			c.Send(look("orders", id))
		}),
		traffic("unknown", func(c *harness.Client) {
			for i, f := range []harness.Fate{harness.LoseAfter, harness.LoseBefore, harness.Panic} {
				id, _ := paid(c, fmt.Sprint("order-", i+1), 100)
				c.Fates(f)
				first := fulfil(id)
				if f != harness.Panic {
					first = first.Expect(502)
				}
				c.Send(first)
				c.Send(fulfil(id))
				c.Advance(3 * day)
				c.Retry(2, fulfil(id).Expect(409, 502))
			}
			id, _ := paid(c, "last", 100)
			c.Send(fulfil(id).Expect(200))
		}))
}

func cleanEnd() harness.Scenario {
	s := joined(3, "clean-end", "after the server's context ends no goroutine is left, also none that cleans up", payments.CleanEnd(), orders.CleanUpStops())
	s.Rules = []judge.Rule{judge.NoFaults(), judge.EveryoneAnswered()}
	return s
}

func separate() harness.Scenario {
	s := joined(3, "separate", "two handlers built side by side share nothing", orders.Separate())
	s.Rules = []judge.Rule{judge.NoFaults(), judge.EveryoneAnswered(), judge.WantedStatus(), new(shelf).rule("answer-shows", answerShows)}
	return s
}
