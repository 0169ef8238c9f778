package scenarios

import (
	"fmt"
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
				sent := time.Now()
				c.Send(r.Expect(codes...))
				end := time.Now().Add(ttl)
				again, anew := r.Expect(codes...), r.Expect(o.Created)
				vs = append(vs, visit{sent.Add(ttl / 2), again}, visit{sent.Add(ttl - 1), again}, visit{end, anew}, visit{end.Add(ttl / 2), anew})
			}
			visitAll(c, vs)
		}
	}
	s := o.expiring(3, "failures-expire", fmt.Sprintf("an unknown outcome is the answer until completion + TTL, as any other, and then the key is new; a refused %s leaves nothing that could expire", o.Effect),
		lasting(time.Minute, "unknown", sticks([]int{o.Keyed.Unknown}, harness.LoseBefore, harness.LoseAfter)),
		lasting(time.Minute, "panic", sticks(nil, harness.Panic)),
		lasting(time.Minute, "refused", func(c *harness.Client, ttl time.Duration) {
			r := o.Request(c.Key("k1"), 100)
			c.Fates(harness.Refuse)
			c.Send(r.Expect(o.Keyed.Refused))
			c.Advance(ttl * 2 / 3)
			r = r.Expect(o.Created)
			sent := time.Now()
			c.Send(r)
			end := time.Now().Add(ttl)
			visitAll(c, []visit{{sent.Add(ttl / 3), r}, {sent.Add(ttl / 2), r}, {sent.Add(ttl - 1), r}})
			until(c, end)
			c.Fates(harness.Refuse) // also in the next life
			c.Send(r.Expect(o.Keyed.Refused))
			c.Retry(2, r)
			c.Advance(ttl / 2)
			c.Send(r)
		}),
	)
	return s
}

// MemoryComesBack: what is over is not kept. Memory is measured while ever new keys take the place
// of expired ones, so that a map that keeps its size and a clean-up that needs traffic are fine.
func (o Operation) MemoryComesBack() harness.Scenario {
	const many, rounds = 3000, 4
	s := o.expiring(3, "memory-comes-back", "what has expired leaves the memory, at the latest when more requests have come",
		lasting(10*time.Minute, "", func(c *harness.Client, ttl time.Duration) {
			r := o.Request(c.Key("k1"), 100).Expect(o.Created)
			c.Send(r)
			round := func(i int) int64 {
				o.flood(c, many, fmt.Sprint("round-", i))
				return c.HeapInUse()
			}
			empty := c.HeapInUse()
			full := round(0)
			last := full
			for i := range rounds {
				c.Advance(2 * time.Hour)
				last = round(i + 1)
			}
			c.Send(r)
			c.Cost(fmt.Sprintf("bytes that %d expired keys hold when %d live ones hold %d", many*rounds, many, full-empty), last-full, max(full-empty, 1<<18)*rounds/2)
		}))
	s.Rules = append(s.Rules, Frugal("records are looked at when their key comes again, or never; nothing takes them out."))
	s.Alone = true
	return s
}

// CleanUpStops: whatever cleans up ends with the server, however long keys live.
func (o Operation) CleanUpStops() harness.Scenario {
	drive := func(c *harness.Client, ttl time.Duration) {
		c.Fates(harness.Succeed, harness.Refuse, harness.LoseAfter)
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

const stormTTL = 10 * time.Second

// The gaps and lasts of a storm in which keys expire. Each gap has its own millisecond, so that no
// request comes at the very instant at which another one, or its key, ends.
var (
	expiringGaps  = []time.Duration{0, 0, 0, time.Second, 3 * time.Second, stormTTL - time.Second, stormTTL, stormTTL, 3 * stormTTL}
	expiringTakes = []time.Duration{0, time.Second, stormTTL + 2*time.Second}
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
