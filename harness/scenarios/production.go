package scenarios

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
)

// KeyBytes: which keys are accepted.
func (o Operation) KeyBytes() harness.Scenario {
	return o.scenario(3, "key-bytes", "keys of 1 to 255 bytes work, bare or in quotes, longer ones are answered 400, and odd bytes never give a 5xx", harness.Case{Drive: func(c *harness.Client) {
		n := int64(0)
		send := func(key string, want ...int) {
			n++
			r := o.Request(key, n).Expect(want...).Noted("key of %d bytes", len(key))
			r.Caller = c.Key(r.Caller) // the keys are what they are: nobody else has this caller
			c.Send(r)
		}
		for _, l := range []int{1, 2, 36, 253} {
			send(strings.Repeat("x", l), o.Created)
			send(`"`+strings.Repeat("q", l)+`"`, o.Created)
		}
		send(strings.Repeat("x", 255), o.Created)
		for _, l := range []int{256, 257, 300, 1024, 8192} {
			c.Send(o.Request(strings.Repeat("x", l), 1).Refused(http.StatusBadRequest).Noted("key of %d bytes", l))
		}
		for _, k := range []string{"\xff\xfe\x80", "caf\u00e9", `a"b`, `\`, `\"`, `"`, `"open`, `close"`, "';--", "%00", "{}", "[1]", "a;q=1", "<script>"} {
			send(k, o.Created, http.StatusBadRequest)
		}
	}})
}

// Callers: a key belongs to its caller.
func (o Operation) Callers() harness.Scenario {
	type id struct{ caller, key string }
	ids := []id{{"ann", "shared"}, {"bob", "shared"}, {"ANN", "shared"}, {"bo", "bshared"}}
	for _, sep := range []string{":", "|", "/", "-", "_", ".", "#", ",", ";", " ", "::", "+", "=", "&", "%", "~", "@", "!", `\`, "%3A", "\t", "->"} {
		ids = append(ids, id{"a" + sep + "b", "c"}, id{"a", "b" + sep + "c"})
	}
	return o.scenario(3, "callers", "a key belongs to the caller: nobody sees the answer to somebody else's request, and nobody's key keeps another from using it", harness.Case{Drive: func(c *harness.Client) {
		for i, x := range ids {
			r := o.Request(x.key, int64(i)+1).Expect(o.Created)
			r.Caller = x.caller
			c.Send(r)
		}
		anon := o.Request("shared", 1000).Refused(http.StatusUnauthorized).Noted("no X-User-Id")
		anon.Caller, anon.Intent = "", "a request of nobody"
		c.Send(anon)
	}})
}

// Refused: the effect definitely did not happen.
func (o Operation) Refused() harness.Scenario {
	return o.scenario(3, "refused", fmt.Sprintf("a refused %s is answered %d and frees the key: a retry may succeed, also with another payload", o.Effect, o.Keyed.Refused), harness.Case{Drive: func(c *harness.Client) {
		same, other, again := o.Request(c.Key("k1"), 100), o.Request(c.Key("k2"), 200), o.Request(c.Key("k3"), 300)
		for _, r := range []harness.Request{same, other} {
			c.Fates(harness.Refuse)
			c.Send(r.Expect(o.Keyed.Refused))
		}
		c.Retry(2, same.Expect(o.Created))
		changed := o.Request(c.Key("k2"), 250)
		c.Retry(2, changed.Expect(o.Created))
		c.Fates(harness.Refuse, harness.Refuse)
		c.Retry(2, again.Expect(o.Keyed.Refused))
		c.Retry(2, again.Expect(o.Created))
	}})
}

// Unknown: the effect may have happened.
func (o Operation) Unknown() harness.Scenario {
	return o.scenario(3, "unknown", fmt.Sprintf("after a %s of unknown outcome the answer is %d, and stays so: there is no second %s", o.Effect, o.Keyed.Unknown, o.Effect), harness.Case{Drive: func(c *harness.Client) {
		for i, f := range []harness.Fate{harness.LoseBefore, harness.LoseAfter} {
			c.Fates(f)
			r := o.Request(c.Key(fmt.Sprint("k", i+1)), int64(i+1)*100).Expect(o.Keyed.Unknown)
			c.Retry(2, r)
			c.Advance(time.Minute)
			c.Send(r)
		}
		c.Send(o.Request(c.Key("k9"), 900).Expect(o.Created))
	}})
}

// Panics: the effect panics.
func (o Operation) Panics() harness.Scenario {
	return o.scenario(3, "panic", fmt.Sprintf("a %s that panics may have happened: the process lives, there is no second one, and no retry is answered 409 for ever", o.Effect), harness.Case{Drive: func(c *harness.Client) {
		c.Fates(harness.Panic)
		r := o.Request(c.Key("k1"), 100)
		c.Send(r)
		c.Send(r)
		c.Advance(time.Minute)
		c.Send(r)
		c.Retry(2, o.Request(c.Key("k2"), 200).Expect(o.Created))
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
	)
	if !o.PanicFrees {
		s.Cases = slices.Insert(s.Cases, 3, harness.Case{Name: "panic", Drive: failing(harness.Panic)})
	}
	s.Explore = harness.Exploration{Preemptions: 1, Free: 2}
	s.Proves = overlapped
	return s
}

// CleanEnd: nothing is left when the server has shut down.
func (o Operation) CleanEnd() harness.Scenario {
	s := o.scenario(3, "clean-end", "after the server's context ends no goroutine is left", harness.Case{Clock: true, Drive: func(c *harness.Client) {
		r := o.Request(c.Key("k1"), 100)
		c.Send(r)
		c.Fates(o.fates(harness.Refuse, harness.LoseAfter, harness.Panic)...)
		for i := range 3 {
			c.Send(o.Request(c.Key(fmt.Sprint("f", i+1)), int64(i)+1))
		}
		c.Hold()
		p, q := c.Start(o.Request(c.Key("k2"), 200)), c.Start(o.Request(c.Key("k2"), 200))
		c.Settle()
		c.Leave(p)
		c.Settle()
		c.Release()
		c.Await(p, q)
		c.Shutdown()
		c.Leftover()
	}})
	s.Rules = []judge.Rule{judge.NoFaults(), judge.EveryoneAnswered()}
	return s
}

// Separate: two handlers share nothing.
func (o Operation) Separate() harness.Scenario {
	s := o.scenario(3, "separate", "two handlers built side by side share nothing", harness.Case{Drive: func(c *harness.Client) {
		d := c.Another()
		a, b := o.Request(c.Key("k1"), 100).Expect(o.Created), o.Request(c.Key("k1"), 200).Expect(o.Created).Noted("to another server")
		a.Intent, b.Intent = "the first server's request", "the second server's request"
		c.Send(a)
		d.Send(b)
	}})
	// Each server may number what it makes from 1.
	s.Rules = slices.DeleteFunc(s.Rules, func(r judge.Rule) bool { return r.Name == judge.DistinctAnswers().Name })
	return s
}
