package middlewaretest

import (
	"fmt"
	"net/http"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
)

// othersPass sends r, which goes no further before it is let, and demands that requests with other keys
// are answered meanwhile.
func othersPass(c *harness.Client, r harness.Request, meanwhile string) {
	ps := []*harness.Pending{c.Start(r)}
	c.Settle()
	for i := range 5 {
		ps = append(ps, c.Start(pay.Request(c.Key(fmt.Sprint("other-", i+1)), int64(i)+200).Expect(pay.Created)))
	}
	c.Due(meanwhile, ps[1:]...)
	c.Release()
	c.Await(ps...)
}

// slowReaders: an answer goes out at its client's pace, and nobody else's.
func slowReaders() harness.Scenario {
	after := func(n int) func(c *harness.Client) {
		return func(c *harness.Client) {
			r := pay.Request(c.Key("k1"), 100).Expect(pay.Created)
			c.Retry(n, r)
			r.Unread = true
			othersPass(c, r.Noted("its client does not read yet"), "while a client with another key did not read its answer")
		}
	}
	s := ordering(3, "slow-readers", "a client that reads its answer slowly, the first one or a replay, delays no request with another key",
		harness.Case{Name: "the first answer", Drive: after(0)},
		harness.Case{Name: "a replay", Drive: after(1)},
	)
	s.Rules = append(s.Rules, judge.Due())
	s.Explore = harness.Exploration{Preemptions: 1, Free: 1}
	s.Proves = started
	return s
}

// lookedUp is a stage whose Caller has to ask somebody, which takes as long as its effect is held.
func lookedUp(w *harness.World, idem idempotent) http.Handler {
	return idem(config{Context: w.Context(), Caller: func(r *http.Request) string {
		if who := caller(r); who != harness.DefaultCaller {
			_, _ = w.Do(r.Context(), harness.Call{Name: "look-up", Prefix: "look-up", Mark: who})
		}
		return caller(r)
	}})(orders{w, ""})
}

// noQueue: as for every key, and when Caller takes its time.
func noQueue() harness.Scenario {
	s := pay.NoQueue()
	s.Cases = append(s.Cases, on(lookedUp, "one held in Caller", func(c *harness.Client) {
		r := pay.Request(c.Key("k1"), 100).Expect(pay.Created)
		r.Caller = "bob"
		c.Hold(r.Caller)
		othersPass(c, r, "while Caller was at work for another request")
	}))
	return s
}
