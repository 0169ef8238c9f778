package scenarios

import (
	"fmt"
	"slices"
	"time"

	"example.com/idempotency/harness"
)

// ClientLeaves: the client goes away while the effect runs.
func (o Operation) ClientLeaves() harness.Scenario {
	s := o.scenario(3, "client-leaves", fmt.Sprintf("the %s does not die with the client: there is exactly one, and the retry gets the full answer", o.Effect),
		harness.Case{Name: "during the " + o.Effect, Drive: func(c *harness.Client) {
			r := o.Request(c.Key("k1"), 100)
			c.Hold()
			p := c.Start(r)
			c.Settle()
			c.Leave(p)
			c.Settle()
			c.Release()
			c.Settle()
			c.Await(p)
			c.Retry(2, r.Expect(o.Created))
		}},
		o.longAway(),
		harness.Case{Name: "at any moment", Drive: func(c *harness.Client) {
			r := o.Request(c.Key("k1"), 100)
			p := c.Start(r)
			c.LeaveAnyTime(p)
			c.Await(p)
			c.Settle()
			c.Retry(2, r.Expect(o.Created))
		}},
	)
	s.Explore = harness.Exploration{Preemptions: 1, Free: 1}
	s.Proves = started
	return s
}

// HalfUpload: the client goes away while it sends, or while it is answered.
func (o Operation) HalfUpload() harness.Scenario {
	return o.scenario(3, "half-upload", fmt.Sprintf("a client that leaves in mid-upload causes no %s, and its complete retry works; one that leaves while the answer is written finds it whole", o.Effect), harness.Case{Drive: func(c *harness.Client) {
		for i, at := range []int{1, 10} {
			r := o.Request(c.Key(fmt.Sprint("up", i+1)), int64(i+1)*100)
			half := r
			half.CutBody, half.Void = at, true
			c.Send(half.Noted("the client leaves after %d bytes of the body", at))
			c.Retry(2, r.Expect(o.Created))
		}
		for i, at := range []int{1, 20} {
			r := o.Request(c.Key(fmt.Sprint("down", i+1)), int64(i+1)*1000)
			half := r
			half.CutAnswer = at
			c.Send(half.Noted("the client leaves after %d bytes of the answer", at))
			c.Retry(2, r.Expect(o.Created))
		}
	}})
}

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

// longAway is a client that leaves during the effect and stays away for a while. Nobody waits then,
// and that is no reason to give up. It is less than the half minute after which a handler may.
func (o Operation) longAway() harness.Case {
	return harness.Case{Name: "during the " + o.Effect + ", which takes long", Clock: true, Drive: func(c *harness.Client) {
		r := o.Request(c.Key("k1"), 100)
		c.Hold()
		p := c.Start(r)
		c.Settle()
		c.Leave(p)
		c.Advance(20 * time.Second)
		c.Release()
		c.Settle()
		c.Await(p)
		c.Retry(2, r.Expect(o.Created))
	}}
}
