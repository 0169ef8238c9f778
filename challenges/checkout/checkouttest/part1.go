package checkouttest

import (
	"fmt"
	"time"

	"example.com/idempotency/harness"
)

// ordersAndPayments is part 1: one request after the other.
func ordersAndPayments() []harness.Scenario {
	return []harness.Scenario{
		happyPath(),
		joined(1, "order-retry", "the same order sent again and again is one order, with one answer, also later and with other headers",
			orders.Retry(), orders.Replay(), orders.OtherHeaders()),
		joined(1, "payment-retry", "the same payment sent again and again is one charge, with one answer, also later",
			payments.Retry(), payments.Replay()),
		firstAnswer(),
		joined(1, "other-keys", "another key is another order, also when the bodies are equal", orders.OtherKeys()),
		paidOnce(),
		fulfilledOnce(),
		joined(1, "opaque-key", "keys are compared byte by byte: never truncated, trimmed inside, folded or hashed weakly", orders.OpaqueKeys()),
		joined(1, "key-required", "an order or a payment without a key is answered 400, and nothing happens",
			orders.KeyRequired(), payments.KeyRequired()),
		joined(1, "bad-body", "a body that is not a valid order is answered 400, and there is no order", orders.BadBody()),
		noTrace(),
		otherPayload(),
		keyExpires(),
	}
}

// otherPayload: another order under a used key, also when it is the same at a glance.
func otherPayload() harness.Scenario {
	s := joined(1, "other-payload", "another order under a used key is answered 422, and the key's own is answered as before", orders.OtherPayload())
	s.Cases = append(s.Cases, traffic("other items", func(c *harness.Client) {
		of := func(items string) harness.Request {
			r := create(c.Key("k1"), 100)
			r.Body = `{"items":[` + items + `],"amount":100,"currency":"USD"}`
			return r
		}
		own := of(`{"sku":"a","quantity":1},{"sku":"b","quantity":1}`).Expect(201)
		c.Send(own)
		for _, items := range []string{
			`{"sku":"a","quantity":1},{"sku":"b","quantity":2}`, `{"sku":"a","quantity":1},{"sku":"c","quantity":1}`, `{"sku":"a","quantity":1}`,
			`{"sku":"a","quantity":1},{"sku":"b","quantity":1},{"sku":"b","quantity":1}`,
			`{"sku":"a 1} {b","quantity":1}`, `{"sku":"a:1,b","quantity":1}`, `{"sku":"a1b","quantity":1}`, // how one may write the two of them
		} {
			c.Send(of(items).Refused(422).Noted("another payload"))
		}
		c.Send(own)
	}))
	return s
}

func happyPath() harness.Scenario {
	return scenario(1, "happy-path", "an order is made, paid with one charge of its amount, and can be looked at", traffic("", func(c *harness.Client) {
		for i, n := range []int64{100, 1, 9007199254740993} {
			id := idIn(c.Send(create(c.Key(fmt.Sprint("k", i+1)), n).Expect(201)))
			c.Send(look("orders", id))
			p := idIn(c.Send(pay(id, c.Key(fmt.Sprint("p", i+1)), n).Expect(201)))
			c.Send(look("orders", id))
			c.Send(look("payments", p))
		}
		for i, b := range orders.Wellformed {
			r := create(c.Key(fmt.Sprint("w", i+1)), 1).Expect(201).Noted("%s", b.Note)
			r.Body = b.Text
			c.Send(look("orders", idIn(c.Send(r))))
		}
	}))
}

func firstAnswer() harness.Scenario {
	return scenario(1, "first-answer", "a replay is the first answer, also when the order has moved on since", traffic("", func(c *harness.Client) {
		made := create(c.Key("k1"), 100).Expect(201)
		id := idIn(c.Send(made))
		payment := pay(id, c.Key("p1"), 100).Expect(201)
		c.Send(payment)
		c.Send(made)
		c.Send(fulfil(id).Expect(200))
		c.Send(made)
		c.Send(payment)
		c.Advance(time.Hour)
		c.Send(made)
		c.Send(payment)
		c.Send(look("orders", id))
	}))
}

func paidOnce() harness.Scenario {
	return scenario(1, "paid-once", "an order that is not pending is not paid again, under whatever key: 409", traffic("another key", func(c *harness.Client) {
		id := ordered(c, "first", 100)
		c.Send(pay(id, c.Key("p1"), 100).Expect(201))
		again := pay(id, c.Key("p2"), 100).Refused(409).Noted("another key")
		c.Retry(2, again)
		c.Send(pay(id, c.Key("p1"), 100).Expect(201))
		c.Send(fulfil(id).Expect(200))
		c.Send(again)
		c.Send(look("orders", id))
	}), traffic("an expired key", func(c *harness.Client) {
		id := ordered(c, "first", 100)
		c.Send(pay(id, c.Key("p1"), 100).Expect(201))
		c.Advance(day)
		c.Retry(2, pay(id, c.Key("p1"), 100).Refused(409).Noted("the key has expired"))
		c.Send(look("orders", id))
	}))
}

func fulfilledOnce() harness.Scenario {
	return scenario(1, "fulfilled-once", "a paid order is shipped once, however often it is asked for; one that is not paid is not", traffic("", func(c *harness.Client) {
		id := ordered(c, "first", 100)
		other, _ := paid(c, "other", 100)
		c.Send(fulfil(id).Refused(409).Noted("not paid yet"))
		c.Send(fulfil("no-such-order").Refused(404).Noted("no such order"))
		c.Send(pay(id, c.Key("p1"), 100).Expect(201))
		c.Advance(1500 * time.Millisecond) // away from a whole second
		c.Retry(2, fulfil(id).Expect(200))
		c.Send(fulfil(other).Expect(200))
		c.Advance(2 * day)
		c.Send(fulfil(id).Expect(200))
		c.Send(look("orders", id))
	}))
}

func noTrace() harness.Scenario {
	own := traffic("404 and 409", func(c *harness.Client) {
		id := ordered(c, "first", 100)
		k := c.Key("p1")
		none := pay("no-such-order", k, 100).Refused(404).Noted("no such order")
		c.Send(none)
		c.Send(pay(id, k, 100).Expect(201))
		c.Send(none)
		later := pay(id, c.Key("p2"), 100).Refused(409).Noted("the order is paid")
		c.Send(later)
		c.Send(create(c.Key("p2"), 70).Expect(201))
		c.Send(fulfil(id).Expect(200))
		second := ordered(c, "second", 200)
		c.Send(fulfil(second).Refused(409).Noted("not paid yet"))
		c.Send(pay(second, c.Key("p3"), 200).Expect(201))
		c.Send(fulfil(second).Expect(200))
	})
	s := joined(1, "no-trace", "a request that is refused as invalid, unknown or not fitting leaves no trace", orders.NoTrace())
	s.Cases = append(s.Cases, own)
	return s
}

// keyExpires: an order's key is new when its life is over, and not before.
func keyExpires() harness.Scenario {
	s := joined(1, "key-expires", "a key is remembered until completion + TTL, and is new from then on in every respect; a replay does not prolong it",
		orders.RememberedUntilTheEnd(), orders.NewFromTheEnd(), orders.NoSliding(), orders.NewInEveryRespect())
	s.Proves = nil
	return s
}
