package scenarios

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// TTL is how long keys are to live in this run: what the case sets, or otherwise. A Builder asks for
// it, and so tells the history.
func TTL(w *harness.World, otherwise time.Duration) time.Duration {
	ttl := harness.Setting(w, otherwise)
	w.KeysLive(ttl)
	return ttl
}

// KeyTTL is TTL for a server outside of the kit's process: the variable KEY_TTL of its environment, in
// seconds.
func KeyTTL(w *harness.World, otherwise time.Duration) map[string]string {
	seconds := w.Lasts(TTL(w, otherwise)).Seconds()
	return map[string]string{"KEY_TTL": strconv.FormatFloat(seconds, 'f', -1, 64)}
}

// lasting is a case in which keys live for ttl.
func lasting(ttl time.Duration, name string, drive func(c *harness.Client, ttl time.Duration)) harness.Case {
	return harness.Case{Name: name, Setting: ttl, Drive: func(c *harness.Client) { drive(c, ttl) }}
}

// expiring fills in what all scenarios of expiring keys share.
func (o Operation) expiring(level int, name, story string, cases ...harness.Case) harness.Scenario {
	s := o.scenario(level, name, story, cases...)
	s.Rules = slices.Concat(slices.Insert(judge.Lives(o.Keyed.Rules()), 1, judge.EndsOnTime(o.Effect)), o.Extra)
	s.Proves = expired
	return s
}

// expired says that a request has to come after the end of its key.
func expired(h *history.History) string {
	for _, e := range h.Effects {
		for _, a := range h.Attempts {
			if a.Mark == e.Mark && e.Ended.Happened() && a.Sent.At >= e.Ended.At+h.TTL {
				return ""
			}
		}
	}
	return "no request came after the end of its key's life"
}

// until moves the clock to an instant, unless that is over.
func until(c *harness.Client, at time.Time) {
	if d := at.Sub(c.Now()); d > 0 {
		c.Advance(d)
	}
}

// later lets much time pass, hour by hour: a clean-up that ticks each second has a lot to do in it.
func later(c *harness.Client, d time.Duration) {
	for ; d > 0; d -= time.Hour {
		c.Advance(min(d, time.Hour))
	}
}

// outlast lets so much time pass that a life which is completed is over.
func outlast(c *harness.Client, ttl time.Duration) { until(c, c.From(c.Now().Add(ttl))) }

// A visit is a request that is sent at an instant, and, where its answer depends on that, before an end.
type visit struct {
	at     time.Time
	r      harness.Request
	before time.Time
}

// just is a visit just before an end.
func just(c *harness.Client, end time.Time, r harness.Request) visit {
	return visit{at: c.Before(end), r: r, before: end}
}

// sooner is a visit at an instant before an end.
func sooner(c *harness.Client, at, end time.Time, r harness.Request) visit {
	if last := c.Before(end); last.Before(at) {
		at = last
	}
	return visit{at: at, r: r, before: end}
}

// from is a visit at the end itself, and after is one some time later.
func from(c *harness.Client, end time.Time, r harness.Request) visit { return after(c, end, 0, r) }

func after(c *harness.Client, end time.Time, d time.Duration, r harness.Request) visit {
	return visit{at: c.From(end).Add(d), r: r}
}

func visitAll(c *harness.Client, vs []visit) {
	slices.SortStableFunc(vs, func(a, b visit) int { return a.at.Compare(b.at) })
	for _, v := range vs {
		until(c, v.at)
		c.Send(v.r)
		if !v.before.IsZero() {
			c.By(v.before)
		}
	}
}

// wraps is a long time to live that is a minute when 32 bits have to hold its milli- or microseconds.
const wraps = 87*(1<<32)*time.Millisecond + time.Minute

// RememberedUntilTheEnd: just before its end a key is remembered. Nobody can have completed before
// the request was sent, so that ttl after the sending is never too late.
func (o Operation) RememberedUntilTheEnd() harness.Scenario {
	before := func(ds ...time.Duration) func(*harness.Client, time.Duration) {
		return func(c *harness.Client, ttl time.Duration) {
			var vs []visit
			c.Advance(905 * time.Millisecond) // away from a whole second; a clock of milliseconds will do
			for i, d := range ds {
				r := o.Request(c.Key(fmt.Sprint("k", i+1)), int64(i+1)*100).Expect(o.Created)
				end := c.Now().Add(ttl)
				vs = append(vs, sooner(c, end.Add(-d), end, r))
				c.Send(r)
			}
			visitAll(c, vs)
		}
	}
	s := o.expiring(1, "until-the-end", "a key is remembered until the last nanosecond before completion + TTL, for any TTL from milliseconds to years",
		lasting(time.Minute, "TTL of a minute", before(30*time.Second, time.Second, time.Millisecond, 1)),
		lasting(1500*time.Millisecond, "TTL of 1.5 s", before(time.Second, 499*time.Millisecond, 1)),
		lasting(time.Millisecond, "TTL of a millisecond", before(500*time.Microsecond, 1)),
		lasting(24*time.Hour, "TTL of a day", before(500*time.Millisecond, 1)),
		lasting(wraps, "TTL of twelve years", before(wraps-time.Second, wraps-2*time.Minute)),
	)
	s.Proves = nil
	return s
}

// NewFromTheEnd: from its end on a key is new, whatever has cleaned up by then.
func (o Operation) NewFromTheEnd() harness.Scenario {
	afterwards := func(ds ...time.Duration) func(*harness.Client, time.Duration) {
		return func(c *harness.Client, ttl time.Duration) {
			var vs []visit
			for i, d := range ds {
				r := o.Request(c.Key(fmt.Sprint("k", i+1)), int64(i+1)*100).Expect(o.Created)
				c.Send(r)
				late := after(c, c.Now().Add(ttl), d, r)
				vs = append(vs, late, late)
			}
			visitAll(c, vs)
		}
	}
	return o.expiring(1, "from-the-end", fmt.Sprintf("from completion + TTL on the key is new: the clock decides, not a clean-up, and the request has its own %s and answer", o.Effect),
		lasting(time.Minute, "TTL of a minute", afterwards(0, 1, time.Millisecond, time.Second, 29*time.Second, 3*time.Minute)),
		lasting(1500*time.Millisecond, "TTL of 1.5 s", afterwards(0, 1, 499*time.Millisecond)),
		lasting(time.Millisecond, "TTL of a millisecond", afterwards(0, 20*time.Millisecond)),
	)
}

// FromCompletion: the time to live counts from completion, not from first sight.
func (o Operation) FromCompletion() harness.Scenario {
	slow := func(takes time.Duration) func(*harness.Client, time.Duration) {
		return func(c *harness.Client, ttl time.Duration) {
			r := o.Request(c.Key("k1"), 100).Expect(o.Created)
			c.Takes(takes)
			sent := c.Now()
			c.Send(r)
			end := c.Now().Add(ttl)
			visitAll(c, []visit{{at: sent.Add(ttl), r: r}, just(c, sent.Add(takes+ttl), r), from(c, end, r)})
			c.Send(r)
		}
	}
	s := o.expiring(1, "from-completion", fmt.Sprintf("the time to live counts from the completion of a slow %s, not from its start", o.Effect),
		lasting(10*time.Second, "TTL longer than the "+o.Effect, slow(4*time.Second)),
		lasting(2*time.Second, "TTL shorter than the "+o.Effect, slow(5*time.Second)),
		lasting(10*time.Second, "the client leaves meanwhile", o.leftBehind),
	)
	for i := range s.Cases {
		s.Cases[i].Clock = true
	}
	return s
}

// leftBehind has an effect that ends when its client is gone: only then the key completes.
func (o Operation) leftBehind(c *harness.Client, ttl time.Duration) {
	const takes = 4 * time.Second
	r := o.Request(c.Key("k1"), 100)
	c.Takes(takes)
	sent := c.Now()
	p := c.Start(r)
	c.Advance(time.Second)
	c.Leave(p)
	until(c, sent.Add(takes))
	c.Await(p)
	c.Settle()
	c.Takes(0)
	end := sent.Add(takes + ttl)
	r = r.Expect(o.Created)
	visitAll(c, []visit{{at: sent.Add(ttl), r: r}, {at: sent.Add(ttl + time.Second), r: r}, just(c, end, r), after(c, end, time.Second, r)})
}

// NoSliding: asking again does not prolong a life.
func (o Operation) NoSliding() harness.Scenario {
	return o.expiring(1, "no-sliding", "a replay does not prolong the life of its key, nor does a request that is refused", lasting(time.Minute, "", func(c *harness.Client, ttl time.Duration) {
		r := o.Request(c.Key("k1"), 100).Expect(o.Created)
		for range 2 {
			sent := c.Now()
			c.Send(r)
			end := c.Now().Add(ttl)
			vs := []visit{{at: sent.Add(ttl / 4), r: r}, {at: sent.Add(ttl / 2), r: r}, just(c, sent.Add(ttl), r), from(c, end, r)}
			for _, b := range o.Malformed {
				bad := r.Expect(append([]int{400, o.Created}, o.Mismatch...)...).Noted("%s", b.Note)
				bad.Body, bad.Intent, bad.Void = b.Text, "an invalid request", true
				v := sooner(c, sent.Add(ttl*3/4), c.Before(sent.Add(ttl)), bad) // there are many of them
				v.before = sent.Add(ttl)
				vs = append(vs, v)
			}
			visitAll(c, vs)
			until(c, end.Add(2*ttl))
		}
	}))
}

// NewInEveryRespect: nothing of a former life is left.
func (o Operation) NewInEveryRespect() harness.Scenario {
	return o.expiring(1, "new-in-every-respect", fmt.Sprintf("an expired key may be used for anything: another payload, another %s, another answer", o.Effect), lasting(time.Minute, "", func(c *harness.Client, ttl time.Duration) {
		k := c.Key("k1")
		for i, n := range []int64{100, 250, 100, 100, 300} {
			r := o.Request(k, n).Expect(o.Created)
			if i == 2 && len(o.Malformed) > 0 {
				bad := r.Refused(400).Noted("%s", o.Malformed[0].Note)
				bad.Body, bad.Intent = o.Malformed[0].Text, "an invalid request"
				c.Send(bad)
			}
			c.Retry(3, r)
			outlast(c, ttl+time.Duration(i)*time.Second)
		}
	}))
}
