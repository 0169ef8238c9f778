package fulfilltest

import (
	"fmt"
	"time"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/history"
)

// overlapped says that two requests for one order have to be in flight together.
func overlapped(h *history.History) string {
	if h.Overlap() {
		return ""
	}
	return "no two requests for one order were in flight at the same time"
}

// began says that a shipment or refund has to have begun.
func began(h *history.History) string {
	if len(h.Effects) > 0 {
		return ""
	}
	return "nothing was shipped or refunded"
}

func duplicates() harness.Scenario {
	s := scenario(2, "duplicates", "two clicks, one shipment", harness.Case{Drive: func(c *harness.Client) {
		r := fulfill(c.Key, paid(1))
		c.Burst(r, r)
		c.Send(r.Expect(200))
	}})
	s.Proves = overlapped
	s.Explore = harness.Exploration{Preemptions: 2, Every: true, Free: 4}
	return s
}

func cancelDuplicates() harness.Scenario {
	s := scenario(2, "cancel-duplicates", "two clicks on cancel, one refund", harness.Case{Drive: func(c *harness.Client) {
		r := cancel(c.Key, paid(1))
		c.Burst(r, r)
		c.Send(r.Expect(200))
	}})
	s.Proves = overlapped
	s.Explore = harness.Exploration{Preemptions: 2, Every: true, Free: 4}
	return s
}

// oneWins races the two for one order. Afterwards the order is asked for its state by asking for
// both again: the rules compare that with the effects.
func oneWins() harness.Scenario {
	s := scenario(2, "one-wins", "fulfil against cancel: exactly one wins and has its effect, and every answer agrees with it",
		harness.Case{Name: "one of each", Drive: func(c *harness.Client) {
			f, x := fulfill(c.Key, paid(1)), cancel(c.Key, paid(1))
			c.Burst(f, x)
			c.Send(f)
			c.Send(x)
		}},
	)
	s.Proves = overlapped
	s.Explore = harness.Exploration{Preemptions: 2, Every: true, Free: 4}
	return s
}

// notYet looks at a duplicate and a cancellation while the first request waits for the warehouse.
func notYet() harness.Scenario {
	during := func(first, second, third ask) func(c *harness.Client) {
		return func(c *harness.Client) {
			c.Hold()
			p := c.Start(first(c.Key, paid(1)))
			c.Settle()
			q := c.Start(second(c.Key, paid(1)))
			c.Settle()
			r := c.Start(third(c.Key, paid(1)))
			c.Settle()
			c.Release()
			c.Await(p, q, r)
			c.Send(first(c.Key, paid(1)).Expect(200))
		}
	}
	s := scenario(2, "not-yet", "while an order is being shipped or refunded nobody is told that it is done: a duplicate waits or is answered 409",
		harness.Case{Name: "while it is shipped", Drive: during(fulfill, fulfill, cancel)},
		harness.Case{Name: "while it is refunded", Drive: during(cancel, cancel, fulfill)},
	)
	s.Proves = overlapped
	s.Explore = harness.Exploration{Samples: 10, Free: 1}
	return s
}

// takesLong holds a shipment and a refund for longer than anybody would expect, and sends duplicates
// and their opposites meanwhile.
func takesLong() harness.Scenario {
	s := scenario(2, "takes-long", "however long a shipment or refund takes, nothing else is begun for its order meanwhile", harness.Case{Name: "minutes", Clock: true, Drive: func(c *harness.Client) {
		f, x := fulfill(c.Key, paid(1)), cancel(c.Key, paid(2))
		c.Hold()
		ps := []*harness.Pending{c.Start(f), c.Start(x)}
		for _, d := range []time.Duration{time.Second, 30 * time.Second, time.Minute + time.Second} {
			c.Settle()
			c.Advance(d)
			ps = append(ps, c.Start(f), c.Start(fulfill(c.Key, paid(2))))
		}
		ps = append(ps, c.Start(x), c.Start(cancel(c.Key, paid(1))))
		c.Settle()
		c.Release()
		c.Await(ps...)
		c.Send(f)
		c.Send(x)
	}}, harness.Case{Name: "seconds", Clock: true, Drive: func(c *harness.Client) {
		f, x := fulfill(c.Key, paid(1)), cancel(c.Key, paid(2))
		c.Takes(3 * time.Second)
		ps := []*harness.Pending{c.Start(f), c.Start(x)}
		c.Settle()
		c.Advance(1500 * time.Millisecond)
		ps = append(ps, c.Start(f), c.Start(fulfill(c.Key, paid(2))))
		c.Await(ps...)
		c.Send(f)
		c.Send(x)
	}})
	s.Proves = overlapped
	s.Explore = harness.Exploration{Free: 1}
	return s
}

func noQueue() harness.Scenario {
	s := scenario(2, "no-queue", "orders do not wait for each other: while some are being shipped or refunded, requests for others are answered",
		held("one shipment held", fulfill, 1, 30),
		held("one refund held", cancel, 1, 30),
		held("a hundred shipments held", fulfill, 100, 20),
	)
	s.Proves = began
	s.Explore = harness.Exploration{Free: 1}
	return s
}

// held holds n orders in their effects and demands that requests for others are answered meanwhile.
func held(name string, do ask, n, others int) harness.Case {
	var given []order
	for i := range n + others {
		given = append(given, paid(i+1))
	}
	return harness.Case{Name: name, Setting: given, Drive: func(c *harness.Client) {
		var marks []string
		for _, o := range given[:n] {
			marks = append(marks, do(c.Key, o).Mark)
		}
		c.Hold(marks...)
		var ps, free []*harness.Pending
		for _, o := range given[:n] {
			ps = append(ps, c.Start(do(c.Key, o).Expect(200)))
		}
		c.Settle()
		for i, o := range given[n:] {
			r := fulfill(c.Key, o)
			if i%3 == 0 {
				r = cancel(c.Key, o)
			}
			free = append(free, c.Start(r.Expect(200)))
		}
		c.Due(fmt.Sprintf("while %d other orders were held", n), free...)
		c.Release()
		c.Await(append(ps, free...)...)
	}}
}

// snapshot lets many read and change orders at once: an answer must not be made from an order that
// somebody else is changing.
func snapshot() harness.Scenario {
	s := scenario(2, "snapshot", "an answer shows the order as it was at one moment: no data race, also between replays, and many at once agree", harness.Case{Setting: every, Drive: func(c *harness.Client) {
		f1, f2, x2, x3 := fulfill(c.Key, paid(1)), fulfill(c.Key, paid(2)), cancel(c.Key, paid(2)), cancel(c.Key, paid(3))
		c.Burst(f1, f1, f1, f2, x2, x2, x3, x3)
		c.Burst(f1, f1, f2, x2, x3, x3, fulfill(c.Key, fulfilled), fulfill(c.Key, fulfilled), cancel(c.Key, returned))
		c.Send(f1.Expect(200))
		c.Send(x3.Expect(200))
		c.Send(f2)
		c.Send(x2)
	}})
	s.Proves = overlapped
	s.Explore = harness.Exploration{Samples: 40, Free: 8}
	return s
}
