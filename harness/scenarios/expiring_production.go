package scenarios

import (
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
)

// FailuresExpire: an answer that is a failure lives as long as any other, and a refusal not at all.
func (o Operation) FailuresExpire() harness.Scenario {
	sticks := func(codes []int, fates ...harness.Fate) func(*harness.Client, time.Duration) {
		return func(c *harness.Client, ttl time.Duration) {
			var vs []visit
			for i, f := range fates {
				r := o.Request(c.Key(fmt.Sprint("k", i+1)), int64(i+1)*100)
				c.Fates(f)
				sent := c.Now()
				c.Send(r.Expect(codes...))
				end := c.Now().Add(ttl)
				again, anew := r.Expect(codes...), r.Expect(o.Created)
				vs = append(vs, sooner(c, sent.Add(ttl/2), sent.Add(ttl), again), just(c, sent.Add(ttl), again), from(c, end, anew), after(c, end, ttl/2, anew))
			}
			visitAll(c, vs)
		}
	}
	return o.expiring(3, "failures-expire", fmt.Sprintf("an unknown outcome is the answer until completion + TTL, as any other, and then the key is new; a refused %s leaves nothing that could expire", o.Effect),
		lasting(time.Minute, "unknown", sticks([]int{o.Keyed.Unknown}, harness.LoseBefore, harness.LoseAfter)),
		lasting(time.Minute, "panic", sticks(nil, harness.Panic)),
		lasting(time.Minute, "unknown after a success", o.thenUnknown),
		lasting(time.Minute, "refused", o.refusedInEachLife),
	)
}

// thenUnknown has a key whose first life succeeds and whose second does not.
func (o Operation) thenUnknown(c *harness.Client, ttl time.Duration) {
	r, lost := o.Request(c.Key("k1"), 100).Expect(o.Created), o.Request(c.Key("k1"), 100).Expect(o.Keyed.Unknown)
	c.Send(r)
	outlast(c, ttl)
	c.Fates(harness.LoseAfter)
	sent := c.Now()
	c.Send(lost)
	end := c.Now().Add(ttl)
	visitAll(c, []visit{sooner(c, sent, sent.Add(ttl), lost), just(c, sent.Add(ttl), lost), from(c, end, r), from(c, end, r)})
}

// refusedInEachLife has a key whose lives begin with a refusal: that is no completion.
func (o Operation) refusedInEachLife(c *harness.Client, ttl time.Duration) {
	r, refused := o.Request(c.Key("k1"), 100).Expect(o.Created), o.Request(c.Key("k1"), 100).Expect(o.Keyed.Refused)
	c.Fates(harness.Refuse)
	c.Send(refused)
	c.Advance(ttl * 2 / 3)
	sent := c.Now()
	c.Send(r)
	end := c.Now().Add(ttl)
	visitAll(c, []visit{{at: sent.Add(ttl / 3), r: r}, {at: sent.Add(ttl / 2), r: r}, just(c, sent.Add(ttl), r)})
	until(c, c.From(end))
	c.Fates(harness.Refuse)
	c.Send(refused)
	c.Retry(2, r)
	c.Advance(ttl / 2)
	c.Send(r)
}

// MemoryComesBack: what is over is not kept. Memory is looked at while ever new keys take the place
// of expired ones, so that a map that keeps its size and a clean-up that needs traffic are fine.
// What counts is the least of the last looks and the most of the first: a clean-up that comes round
// every few hours, or every few thousand requests, makes a saw of the heap, but does not lift it.
// The keys of a round are there for ten minutes, the clean-up has a day. One request is held all the
// time: that one is remembered, and what came after it goes none the less.
func (o Operation) MemoryComesBack() harness.Scenario {
	const many, rounds, looks = 1500, 16, 4
	s := o.expiring(3, "memory-comes-back", "what has expired leaves the memory, within a day and as many new requests",
		lasting(10*time.Minute, "", func(c *harness.Client, _ time.Duration) {
			c.Inside("it looks at the memory")
			r, run := o.Request(c.Key("k1"), 100).Expect(o.Created), o.Request(c.Key("running"), 50).Expect(o.Created)
			if !recognised(c, r) {
				return
			}
			c.Hold(run.Mark)
			p := c.Start(run)
			look := func() int64 {
				c.Settle() // whatever cleans up in the background
				return c.Heap()
			}
			empty := look()
			var heaps []int64
			for i := range rounds {
				o.flood(c, many, fmt.Sprint("round-", i+1))
				if i < looks || i >= rounds-looks {
					heaps = append(heaps, look())
				}
				later(c, 2*time.Hour+time.Second)
			}
			c.Send(r)
			live, grown := max(heaps[0]-empty, 0), slices.Min(heaps[looks:])-slices.Max(heaps[:looks])
			c.Cost(fmt.Sprintf("bytes by which memory grew while %d keys expired, of which %d live ones hold %d", many*(rounds-2*looks+1), many, live), grown, max(live, 1<<19))
			c.Release()
			c.Await(p)
			c.Send(run)
		}))
	s.Rules = append(s.Rules, Frugal("what is known about a key is not taken out when it is over: records, queues of them, locks and timers have to go."))
	s.Alone, s.Cases[0].Clock = true, true
	return s
}

// CleanUpStops: whatever cleans up ends with the server, however long keys live.
func (o Operation) CleanUpStops() harness.Scenario {
	drive := func(c *harness.Client, ttl time.Duration) {
		c.Fates(o.fates(harness.Succeed, harness.Refuse, harness.LoseAfter)...)
		for i := range 4 {
			c.Send(o.Request(c.Key(fmt.Sprint("k", i+1)), int64(i)+1))
		}
		if ttl < time.Hour {
			c.Advance(ttl)
			c.Send(o.Request(c.Key("k1"), 1).Expect(o.Created))
		}
		c.Shutdown()
		c.Leftover()
	}
	s := o.expiring(3, "clean-up-stops", "whatever cleans up stops when the server's context ends",
		lasting(time.Minute, "TTL of a minute", drive),
		lasting(wraps, "TTL of twelve years", drive),
	)
	s.Rules = []judge.Rule{judge.NoFaults(), judge.EveryoneAnswered()}
	s.Proves = started
	return s
}

// ExpiringStorm: any traffic, with time between the requests.
func (o Operation) ExpiringStorm() harness.Scenario {
	s := o.expiring(3, "storm", "whatever the order of retries, duplicates, failures, disconnects and expiries")
	s.Storm = &harness.Storm{Draw: o.drawExpiring, Runs: 700}
	return s
}

const stormTTL = 2 * time.Second

// The gaps and lasts of a storm in which keys expire. Each gap has its own millisecond, so that no
// request comes at the very instant at which another one, or its key, ends.
var (
	expiringGaps  = []time.Duration{0, 0, 0, stormTTL / 10, stormTTL * 3 / 10, stormTTL * 9 / 10, stormTTL, stormTTL, 3 * stormTTL, time.Minute}
	expiringTakes = []time.Duration{0, stormTTL / 2, stormTTL * 6 / 5}
)

func (o Operation) drawExpiring(t *rapid.T, key func(string) string) harness.Weather {
	wx := o.draw(t, key)
	wx.Setting = stormTTL
	wx.Takes = rapid.SampledFrom(expiringTakes).Draw(t, "takes")
	for i := range wx.Moves {
		wx.Moves[i].After = rapid.SampledFrom(expiringGaps).Draw(t, "gap") + time.Millisecond
	}
	return wx
}
