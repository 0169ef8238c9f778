package inflighttest

import (
	"fmt"
	"time"

	"example.com/idempotency/harness"
)

// callersInFlight: a key that is in flight is its caller's.
func callersInFlight() harness.Scenario {
	return promise(3, "callers-in-flight", "a request in flight holds its own caller's key only: others use the same key meanwhile",
		harness.Case{Drive: func(c *harness.Client) {
			first := pay.Request("shared", 100)
			first.Caller = "a:b"
			held := hold(c, first.Expect(pay.Created))
			n := int64(100)
			for _, id := range [][2]string{{"bob", "shared"}, {"A:B", "shared"}, {"a", "b:shared"}, {"a:b:", "shared"}, {"a:b", ":shared"}} {
				n++
				r := pay.Request(id[1], n).Expect(pay.Created)
				r.Caller = id[0]
				atOnce(c, r)
			}
			atOnce(c, first.Expect(pay.Conflict))
			c.Release()
			c.Await(held)
		}})
}

// neverStale: however long the first one runs, it is running.
//
// A handler may give up on the bank after a time of its own: then the outcome is unknown, and the
// rules ask for that answer instead.
func neverStale() harness.Scenario {
	return promise(3, "never-stale", "however long the first request runs, and also when its client has left, it is in flight: no duplicate takes its key over",
		harness.Case{Name: "it takes weeks", Clock: true, Drive: func(c *harness.Client) {
			r := pay.Request(c.Key("k1"), 100)
			first := hold(c, r)
			for _, d := range []time.Duration{0, time.Second, 10 * time.Second, time.Minute, 10 * time.Minute, 20 * time.Minute, 25 * time.Hour, 1000 * time.Hour} {
				if d > time.Hour && c.Goroutines() > 1 {
					break // one of them may tick, and would all that time
				}
				c.Advance(d)
				atOnce(c, r)
			}
			c.Release()
			c.Await(first)
			c.Retry(2, r)
		}},
		harness.Case{Name: "its body has taken long", Clock: true, Drive: func(c *harness.Client) {
			r := pay.Request(c.Key("k1"), 100).Expect(pay.Created)
			slow := r
			slow.Slow = true
			c.HoldBodies()
			first := c.Start(slow)
			c.Settle()
			c.Advance(25 * time.Second)
			c.Release()
			c.Hold(r.Mark)
			c.Settle()
			c.Advance(20 * time.Second) // a charge may be ended after 30, and this one has just begun
			atOnce(c, r.Expect(pay.Conflict))
			c.Release()
			c.Await(first)
			c.Retry(2, r)
		}},
		harness.Case{Name: "its client has left", Drive: func(c *harness.Client) {
			r := pay.Request(c.Key("k1"), 100)
			first := hold(c, r)
			c.Leave(first)
			c.Settle()
			for range 3 {
				atOnce(c, r.Expect(pay.Conflict))
			}
			c.Release()
			c.Await(first)
			c.Settle()
			c.Retry(2, r.Expect(pay.Created))
		}})
}

// freedKey: a key that was freed is claimed as atomically as a new one.
func freedKey() harness.Scenario {
	s := promise(3, "freed-key", "a key that a refused charge has freed is like a new one: two retries at once, one charge",
		harness.Case{Name: "two retries at once", Drive: func(c *harness.Client) {
			r := pay.Request(c.Key("k1"), 100)
			c.Fates(harness.Refuse)
			c.Send(r.Expect(pay.Keyed.Refused))
			c.Burst(harness.Times(2, r)...)
			c.Send(r.Expect(pay.Created))
		}},
		harness.Case{Name: "a retry in flight", Drive: func(c *harness.Client) {
			r := pay.Request(c.Key("k1"), 100)
			c.Fates(harness.Refuse)
			c.Send(r.Expect(pay.Keyed.Refused))
			second := hold(c, r.Expect(pay.Created))
			for range 2 {
				atOnce(c, r.Expect(pay.Conflict))
			}
			c.Release()
			c.Await(second)
			c.Send(r.Expect(pay.Created))
		}},
	)
	s.Proves = nil
	s.Explore = harness.Exploration{Preemptions: 2, Free: 2}
	return s
}

// firstFails: what becomes of a key whose first request fails among its duplicates.
func firstFails() harness.Scenario {
	s := pay.Waiters()
	s.Name = "first-fails"
	s.Story = fmt.Sprintf("when the first %s is refused, ends without a definite answer or panics, or its client leaves, duplicates are answered, never %sd twice, and none is told 409 for ever", pay.Effect, pay.Effect)
	return s
}

// storm: any traffic.
func storm() harness.Scenario {
	s := pay.Storm()
	s.Rules = append(s.Rules, AtOnce(pay.Effect, pay.Conflict), RetryAfter(pay.Conflict))
	return s
}
