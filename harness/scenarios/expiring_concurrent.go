package scenarios

import (
	"fmt"
	"time"

	"example.com/idempotency/harness"
)

// ExpiredDuplicates: of many that find a key expired, one begins its next life.
func (o Operation) ExpiredDuplicates() harness.Scenario {
	s := o.expiring(2, "expired-duplicates", fmt.Sprintf("two clicks on an expired key, one new %s", o.Effect),
		lasting(time.Minute, "", func(c *harness.Client, ttl time.Duration) {
			r := o.Request(c.Key("k1"), 100)
			c.Send(r.Expect(o.Created))
			outlast(c, ttl)
			c.Burst(harness.Times(2, r)...)
			c.Send(r.Expect(o.Created))
			c.Advance(ttl / 2)
			c.Send(r.Expect(o.Created))
		}))
	s.Explore = harness.Exploration{Preemptions: 2, Every: true, Free: 4}
	return s
}

// NoRaceAtTheEnd is NoRace, and looks at an answer that is still being sent when its key has ended and
// others are in its place.
func (o Operation) NoRaceAtTheEnd() harness.Scenario {
	s := o.NoRace()
	s.Rules = o.expiring(s.Level, s.Name, s.Story).Rules
	s.Cases[0].Name = "replays"
	slow := lasting(time.Minute, "a client that reads late", func(c *harness.Client, ttl time.Duration) {
		r := o.Request(c.Key("k1"), 100)
		c.Send(r.Expect(o.Created))
		late := r.Expect(o.Created).Noted("the client reads nothing of the answer yet")
		late.Unread = true
		ps := []*harness.Pending{c.Start(late)}
		c.Settle()
		outlast(c, ttl)
		for i := range 4 { // one of them may wait for the one that is being answered
			ps = append(ps, c.Start(o.Request(c.Key(fmt.Sprint("other-", i+1)), int64(i)+200).Expect(o.Created)))
		}
		c.Settle()
		c.Release()
		c.Await(ps...)
		c.Send(r.Expect(o.Created))
	})
	slow.Clock = true
	s.Cases = append(s.Cases, slow)
	return s
}

// OutlivesTTL: a running request does not expire.
func (o Operation) OutlivesTTL() harness.Scenario {
	s := o.expiring(2, "running-never-expires", fmt.Sprintf("a request that runs for longer than the TTL does not expire: duplicates cause no second %s, and its answer is stored and replayed", o.Effect),
		lasting(200*time.Millisecond, "", func(c *harness.Client, ttl time.Duration) {
			r := o.Request(c.Key("k1"), 100)
			c.Hold()
			ps := []*harness.Pending{c.Start(r.Expect(o.Created))}
			for range 2 {
				c.Settle()
				c.Advance(ttl)
				ps = append(ps, c.Start(r))
			}
			c.Settle()
			released := c.Now()
			c.Release()
			c.Await(ps...)
			end := c.Now().Add(ttl)
			r = r.Expect(o.Created)
			visitAll(c, []visit{{at: released, r: r}, just(c, released.Add(ttl), r), from(c, end, r)})
		}))
	s.Cases[0].Clock = true
	s.Explore = harness.Exploration{Preemptions: 1, Free: 1}
	return s
}

// CleanUpSpares: what is live or running is not cleaned up, also while requests begin a new life of
// what is.
func (o Operation) CleanUpSpares() harness.Scenario {
	s := o.expiring(2, "clean-up-spares", "clean-up never removes a key that is live, running, or has just begun its next life",
		lasting(time.Minute, "beside each other", func(c *harness.Client, ttl time.Duration) {
			run, old, live := o.Request(c.Key("running"), 100), o.Request(c.Key("old"), 200), o.Request(c.Key("live"), 300)
			c.Send(old.Expect(o.Created))
			end := c.Now().Add(ttl)
			c.Advance(ttl / 2)
			c.Send(live.Expect(o.Created))
			until(c, end.Add(-time.Second))
			c.Hold(run.Mark)
			p := c.Start(run.Expect(o.Created))
			c.Settle()
			until(c, c.From(end))
			c.Burst(old, old, live)
			q := c.Start(run)
			c.Settle()
			c.Release()
			c.Await(p, q)
			c.Advance(ttl / 4)
			for _, r := range []harness.Request{old, live, run} {
				c.Send(r.Expect(o.Created))
			}
		}),
		lasting(time.Minute, "one after the other", func(c *harness.Client, ttl time.Duration) {
			one, two, more := o.Request(c.Key("one"), 100), o.Request(c.Key("two"), 200), o.Request(c.Key("more"), 300)
			c.Send(one.Expect(o.Created))
			c.Send(two.Expect(o.Created))
			outlast(c, ttl)
			for _, r := range []harness.Request{two, more, more, two, one, two, one} {
				c.Send(r.Expect(o.Created))
			}
		}))
	s.Cases[0].Clock = true
	s.Explore = harness.Exploration{Preemptions: 1, Samples: 100, Free: 6}
	return s
}

// CleanUpDelaysNobody: cleaning up waits for no running request while others wait for it.
func (o Operation) CleanUpDelaysNobody() harness.Scenario {
	s := o.expiring(2, "clean-up-delays-nobody", "clean-up makes no request wait for one with another key that runs for a long time, and does not take that for one that is over",
		lasting(10*time.Second, "", func(c *harness.Client, ttl time.Duration) {
			run := o.Request(c.Key("running"), 100)
			c.Hold(run.Mark)
			ps := []*harness.Pending{c.Start(run.Expect(o.Created))}
			c.Settle()
			since := c.Now()
			for _, d := range []time.Duration{ttl + time.Second, time.Minute + time.Second, 0} {
				var due []*harness.Pending
				for i := range 20 {
					due = append(due, c.Start(o.Request(c.Key(fmt.Sprint("k", i+1)), int64(i)+200).Expect(o.Created)))
				}
				c.Due(fmt.Sprintf("while another one was held, %v after it was sent", c.Now().Sub(since)), due...)
				ps = append(ps, due...)
				c.Advance(d)
			}
			ps = append(ps, c.Start(run))
			c.Settle()
			c.Release()
			c.Await(ps...)
			c.Send(run.Expect(o.Created))
		}))
	s.Cases[0].Clock = true
	s.Explore = harness.Exploration{Free: 1}
	return s
}

// ManyKeys: however many keys there are, none is forgotten before its time, which is a long one. Most
// of it passes while there are few keys and nothing runs: janitors and pollers have little to do then.
func (o Operation) ManyKeys() harness.Scenario {
	const few, chunk, chunks = 300, 2700, 4
	s := o.expiring(2, "many-keys", "however many keys there are, those that are live or running are remembered, for days if the TTL is that long",
		lasting(36*time.Hour, "", func(c *harness.Client, ttl time.Duration) {
			run := o.Request(c.Key("running"), 100)
			var ps []*harness.Pending
			var live []harness.Request
			send := func() {
				n := len(live)
				live = append(live, o.Request(c.Key(fmt.Sprint("k", n+1)), int64(n)+200).Expect(o.Created))
				c.Send(live[n])
			}
			sendAll := func() {
				for _, r := range live {
					c.Send(r)
				}
				ps = append(ps, c.Start(run))
				c.Settle()
			}
			o.flood(c, few, "few")
			if !recognised(c, o.Request(c.Key("k0"), 150).Expect(o.Created)) {
				return
			}
			send()
			later(c, ttl-time.Minute)
			c.Hold(run.Mark)
			sendAll()
			for i := range chunks {
				send()
				o.flood(c, chunk, fmt.Sprint("chunk-", i+1))
			}
			sendAll()
			c.Advance(2 * time.Minute) // the few and the first one are over
			sendAll()
			o.flood(c, 2*few, "last")
			sendAll()
			c.Release()
			c.Await(ps...)
			c.Send(run.Expect(o.Created))
		}))
	s.Cases[0].Clock, s.Alone = true, true
	return s
}

// flood sends n requests, each with a key of its own.
func (o Operation) flood(c *harness.Client, n int, name string) {
	c.Flood(n, "other requests, each with a key of its own", func(i int) harness.Request {
		return o.Request(fmt.Sprintf("%s-%d-%0200d", c.Key(name), i, i), 99).Expect(o.Created)
	})
}

// recognised reports whether a retry of r, which is new, has no effect of its own. If it has one, the
// run is broken, and there is nothing to learn from thousands of requests more.
func recognised(c *harness.Client, r harness.Request) bool {
	c.Send(r)
	n := c.Effects()
	c.Send(r)
	return c.Effects() == n
}
