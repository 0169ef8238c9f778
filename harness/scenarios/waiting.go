package scenarios

import (
	"slices"
	"time"

	"example.com/idempotency/harness"
)

// Waiters: duplicates that wait when the first one fails.
func (o Operation) Waiters() harness.Scenario {
	failing := func(f harness.Fate, last ...int) func(c *harness.Client) {
		return func(c *harness.Client) {
			r := o.Request(c.Key("k1"), 100)
			c.Fates(o.fates(f)...)
			c.Burst(harness.Times(3, r)...)
			c.Send(r.Expect(last...))
			c.Send(r.Expect(last...))
		}
	}
	free := "refused"
	if o.PanicFrees {
		free = "panic"
	}
	s := o.scenario(3, "waiters", "when the first request fails or its client leaves, the duplicates that wait are answered or take over one at a time; none hangs",
		harness.Case{Name: free, Drive: failing(harness.Refuse, o.Created)},
		harness.Case{Name: free + ", and one comes when a waiter has taken over", Drive: func(c *harness.Client) {
			r := o.Request(c.Key("k1"), 100)
			c.Fates(o.fates(harness.Refuse)...)
			c.Hold()
			first := c.Start(r)
			c.Settle()
			second, third := c.Start(r), c.Start(r)
			c.Settle()
			c.Release()
			c.Hold()
			c.Settle()
			newcomer := c.Start(r)
			c.Settle()
			c.Release()
			c.Await(first, second, third, newcomer)
			c.Retry(2, r.Expect(o.Created))
		}},
		harness.Case{Name: "unknown", Drive: failing(harness.LoseAfter, o.Keyed.Unknown)},
		harness.Case{Name: "the first client leaves", Drive: func(c *harness.Client) {
			r := o.Request(c.Key("k1"), 100)
			c.Hold()
			first := c.Start(r)
			c.Settle()
			second, third := c.Start(r), c.Start(r)
			c.Settle()
			c.Leave(first)
			c.Settle()
			c.Release()
			c.Await(first, second, third)
			c.Settle()
			c.Retry(2, r.Expect(o.Created))
		}},
		harness.Case{Name: "it takes seconds", Clock: true, Drive: func(c *harness.Client) {
			r := o.Request(c.Key("k1"), 100)
			c.Takes(3 * time.Second)
			ps := []*harness.Pending{c.Start(r.Expect(o.Created))}
			c.Settle()
			ps = append(ps, c.Start(r))
			c.Advance(1500 * time.Millisecond)
			ps = append(ps, c.Start(r))
			c.Await(ps...)
			c.Send(r.Expect(o.Created))
		}},
		harness.Case{Name: "a client that waits leaves", Drive: o.waiterLeaves},
	)
	if !o.PanicFrees {
		s.Cases = slices.Insert(s.Cases, 3, harness.Case{Name: "panic", Drive: failing(harness.Panic)})
	}
	s.Explore = harness.Exploration{Preemptions: 1, Free: 2}
	s.Proves = overlapped
	return s
}

// waiterLeaves has a client that goes away while the first request is held: a wait ends, and nothing else.
func (o Operation) waiterLeaves(c *harness.Client) {
	r := o.Request(c.Key("k1"), 100)
	c.Hold()
	first := c.Start(r)
	c.Settle()
	second := c.Start(r)
	c.Settle()
	c.Leave(second)
	c.Settle()
	third := c.Start(r)
	c.Settle()
	c.Release()
	c.Await(first, second, third)
	c.Retry(2, r.Expect(o.Created))
}
