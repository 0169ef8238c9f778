package fulfilltest

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"example.com/idempotency/harness"
)

func happyPath() harness.Scenario {
	return scenario(1, "happy-path", "a paid order is fulfilled with one shipment, or cancelled with one refund of its amount", harness.Case{Setting: every, Drive: func(c *harness.Client) {
		c.Send(fulfill(c.Key, paid(1)).Expect(200))
		c.Send(cancel(c.Key, paid(2)).Expect(200))
		c.Advance(time.Second)
		c.Send(cancel(c.Key, large).Expect(200))
	}})
}

// moments are when a late duplicate comes.
var moments = []time.Duration{time.Millisecond, 1500 * time.Millisecond, time.Minute, 36 * time.Hour}

func fulfillAgain() harness.Scenario {
	return scenario(1, "fulfil-again", "fulfilling again is answered 200 with the same order, fulfilledAt included, and ships nothing, however late",
		harness.Case{Name: "at once", Drive: func(c *harness.Client) {
			c.Advance(1) // so that fulfilledAt has digits to lose
			again(c, fulfill(c.Key, paid(1)))
		}},
		harness.Case{Name: "a shipment that takes time", Clock: true, Drive: func(c *harness.Client) {
			c.Takes(1100 * time.Millisecond)
			again(c, fulfill(c.Key, paid(1)))
		}},
	)
}

func cancelAgain() harness.Scenario {
	return scenario(1, "cancel-again", "cancelling again is answered 200, and refunds nothing, however late", harness.Case{Setting: every, Drive: func(c *harness.Client) {
		again(c, cancel(c.Key, paid(1)))
		again(c, cancel(c.Key, large))
	}})
}

// again sends r at once and at later moments.
func again(c *harness.Client, r harness.Request) {
	r = r.Expect(200)
	c.Retry(2, r)
	for _, d := range moments {
		c.Advance(d)
		c.Send(r)
	}
}

func naturalKey() harness.Scenario {
	return scenario(1, "natural-key", "the order's id is the key, byte by byte, and nothing else is: other orders are other shipments, and no header, query or body makes one order two",
		harness.Case{Name: "look-alikes", Setting: every, Drive: func(c *harness.Client) {
			for _, o := range alike {
				c.Send(fulfill(c.Key, o).Expect(200))
			}
			for _, o := range alike {
				c.Send(fulfill(c.Key, o).Expect(200))
			}
		}},
		harness.Case{Name: "disguises", Drive: func(c *harness.Client) {
			disguised(c, fulfill(c.Key, paid(1)), cancel(c.Key, paid(1)))
			disguised(c, cancel(c.Key, paid(2)), fulfill(c.Key, paid(2)))
			shared := fulfill(c.Key, paid(3)).Expect(200).Noted("the key of another order's request")
			shared.Key = c.Key("key-1")
			c.Send(shared)
		}},
	)
}

// disguised sends one wish under many names, then its opposite.
func disguised(c *harness.Client, r, opposite harness.Request) {
	for _, k := range []string{"key-1", "key-2", ""} {
		for _, caller := range []string{"", "ann", "bob"} {
			x := r.Expect(200)
			x.Caller = caller
			if k != "" {
				x.Key = c.Key(k)
			}
			c.Send(x)
		}
	}
	query, body := r.Expect(200), r.Expect(200)
	query.Path += "?attempt=2"
	c.Send(query)
	for _, n := range []int{1, 2} {
		body.Body = fmt.Sprintf(`{"attempt":%d}`, n)
		c.Send(body)
	}
	opposite.Key = c.Key("key-1")
	c.Send(opposite.Expect(409))
}

func otherStates() harness.Scenario {
	return scenario(1, "other-states", "an order in another state is left alone: 409, or 200 where it is already what is asked for", harness.Case{Setting: every, Drive: func(c *harness.Client) {
		for range 2 {
			c.Send(fulfill(c.Key, fulfilled).Expect(200).Noted("given as fulfilled"))
			c.Send(cancel(c.Key, cancelled).Expect(200).Noted("given as cancelled"))
			for _, o := range []order{pending, cancelled, returned} {
				c.Send(fulfill(c.Key, o).Expect(409))
			}
			for _, o := range []order{pending, fulfilled, returned} {
				c.Send(cancel(c.Key, o).Expect(409))
			}
		}
	}})
}

func unknownOrder() harness.Scenario {
	return scenario(1, "unknown-order", "an order that does not exist is answered 404, and stays unknown", harness.Case{Drive: func(c *harness.Client) {
		one := c.Key(paid(1).name)
		for _, id := range []string{c.Key("nowhere"), one + "0", one[:len(one)-1], strings.ToUpper(one)} {
			for range 2 {
				for _, do := range []string{"fulfill", "cancel"} {
					r := request(id, do, "nothing").Refused(http.StatusNotFound)
					r.Intent = "an order that does not exist"
					c.Send(r)
				}
			}
		}
		c.Send(fulfill(c.Key, paid(1)).Expect(200))
	}})
}

func movedOn() harness.Scenario {
	return scenario(1, "moved-on", "what has been fulfilled is not refunded, what has been cancelled is not shipped, and a late duplicate changes nothing", harness.Case{Drive: func(c *harness.Client) {
		for _, x := range []struct{ first, second harness.Request }{
			{fulfill(c.Key, paid(1)), cancel(c.Key, paid(1))},
			{cancel(c.Key, paid(2)), fulfill(c.Key, paid(2))},
		} {
			c.Send(x.first.Expect(200))
			for _, d := range moments {
				c.Send(x.second.Expect(http.StatusConflict))
				c.Send(x.first.Expect(200))
				c.Advance(d)
			}
		}
	}})
}
