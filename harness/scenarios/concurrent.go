package scenarios

import (
	"fmt"

	"example.com/idempotency/harness"
)

// Duplicates: identical requests at the same time have one effect.
func (o Operation) Duplicates() harness.Scenario {
	s := o.scenario(2, "duplicates", fmt.Sprintf("two clicks, one %s", o.Effect),
		harness.Case{Name: "two at once", Drive: func(c *harness.Client) {
			r := o.Request(c.Key("k1"), 100)
			c.Burst(harness.Times(2, r)...)
			c.Send(r.Expect(o.Created))
		}},
	)
	s.Proves = overlapped
	s.Explore = harness.Exploration{Preemptions: 2, Every: true, Free: 4}
	return s
}

// Crowd: more than two at once, beside another key.
func (o Operation) Crowd() harness.Scenario {
	s := o.scenario(2, "crowd", fmt.Sprintf("many identical requests at once have one %s, also beside other keys", o.Effect),
		harness.Case{Drive: func(c *harness.Client) {
			k1, k2 := o.Request(c.Key("k1"), 100), o.Request(c.Key("k2"), 200)
			c.Burst(append(harness.Times(4, k1), k2, k2)...)
			c.Send(k1.Expect(o.Created))
			c.Send(k2.Expect(o.Created))
		}},
	)
	s.Proves = overlapped
	s.Explore = harness.Exploration{Samples: 40, Free: 4}
	return s
}

// SlowBodies: duplicates whose bodies arrive in pieces.
func (o Operation) SlowBodies() harness.Scenario {
	drive := func(slow ...bool) func(c *harness.Client) {
		return func(c *harness.Client) {
			r := o.Request(c.Key("k1"), 100)
			var rs []harness.Request
			for _, s := range slow {
				r := r
				r.Slow = s
				rs = append(rs, r)
			}
			c.Burst(rs...)
			c.Send(r.Expect(o.Created))
		}
	}
	s := o.scenario(2, "slow-bodies", fmt.Sprintf("two clicks, one %s, also when the request bodies arrive slowly", o.Effect),
		harness.Case{Name: "both slow", Drive: drive(true, true)},
		harness.Case{Name: "the first slow", Drive: drive(true, false)},
	)
	s.Proves = overlapped
	s.Explore = harness.Exploration{Preemptions: 1, Free: 2}
	return s
}

// NoQueue: a held request delays no other key.
func (o Operation) NoQueue() harness.Scenario {
	const many = 100
	s := o.scenario(2, "no-queue", fmt.Sprintf("a request that is held in its %s delays no request with another key", o.Effect),
		harness.Case{Name: "one held", Drive: func(c *harness.Client) { o.held(c, 1, 30) }},
		harness.Case{Name: "a hundred held", Drive: func(c *harness.Client) { o.held(c, many, 20) }},
	)
	s.Proves = started
	s.Explore = harness.Exploration{Free: 1}
	return s
}

// held holds n requests in their effects and demands that others are answered meanwhile.
func (o Operation) held(c *harness.Client, n, others int) {
	var marks []string
	var rs []harness.Request
	for i := range n {
		r := o.Request(c.Key(fmt.Sprint("held-", i+1)), int64(i)+1)
		marks = append(marks, r.Mark)
		rs = append(rs, r)
	}
	c.Hold(marks...)
	var ps []*harness.Pending
	for _, r := range rs {
		ps = append(ps, c.Start(r.Expect(o.Created)))
	}
	c.Settle()
	var free []*harness.Pending
	for i := range others {
		free = append(free, c.Start(o.Request(c.Key(fmt.Sprint("free-", i+1)), int64(n+i)+1).Expect(o.Created)))
	}
	c.Due(fmt.Sprintf("while %d with other keys were held", n), free...)
	c.Release()
	c.Await(append(ps, free...)...)
}

// NoRace: nothing shared without synchronisation.
func (o Operation) NoRace() harness.Scenario {
	s := o.scenario(2, "no-race", "no data race, also between replays: a stored answer is a private copy", harness.Case{Drive: func(c *harness.Client) {
		c.Inside("it looks for data races")
		k1, k2, k3 := o.Request(c.Key("k1"), 100), o.Request(c.Key("k2"), 200), o.Request(c.Key("k3"), 300)
		c.Send(k1.Expect(o.Created))
		c.Burst(k1, k1, k1, k2, k2, k3)
		c.Burst(k1, k2, k3, k1, k2, k3)
		c.Send(k1.Expect(o.Created))
		c.Send(k2.Expect(o.Created))
	}})
	s.Explore = harness.Exploration{Free: 8}
	return s
}
