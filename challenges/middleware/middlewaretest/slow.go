package middlewaretest

import (
	"fmt"
	"net/http"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
)

// A reading is a writer whose client reads when it is let.
type reading struct {
	http.ResponseWriter
	wait func()
}

// Unwrap serves http.ResponseController.
func (r reading) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// Flush implements http.Flusher.
func (r reading) Flush() { _ = http.NewResponseController(r.ResponseWriter).Flush() }

// Write implements http.ResponseWriter: it waits as one does whose connection is full.
func (r reading) Write(p []byte) (int, error) {
	r.wait()
	return r.ResponseWriter.Write(p)
}

// slow marks what is held for requests that ask for it.
const slow = "slow"

// wait holds r where it asks for it.
func wait(w *harness.World, r *http.Request, name string) {
	if r.Header.Get("X-Slow") != "" {
		_, _ = w.Do(r.Context(), harness.Call{Name: name, Prefix: name, Mark: slow})
	}
}

// othersPass sends r, which is slow, and demands that requests with other keys are answered meanwhile.
func othersPass(c *harness.Client, r harness.Request, meanwhile string) {
	r.Header = http.Header{"X-Slow": {"yes"}}
	c.Hold(slow)
	ps := []*harness.Pending{c.Start(r)}
	c.Settle()
	for i := range 5 {
		ps = append(ps, c.Start(pay.Request(c.Key(fmt.Sprint("other-", i+1)), int64(i)+200).Expect(pay.Created)))
	}
	c.Due(meanwhile, ps[1:]...)
	c.Release()
	c.Await(ps...)
}

// slowly is the usual stage behind slow connections, for who asks for one.
func slowly(w *harness.World, idem idempotent) http.Handler {
	inner := payments(w, idem)
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		inner.ServeHTTP(reading{rw, func() { wait(w, r, "read") }}, r)
	})
}

// slowReaders: an answer goes out at its client's pace, and nobody else's.
func slowReaders() harness.Scenario {
	drive := func(before int) func(c *harness.Client) {
		return func(c *harness.Client) {
			r := pay.Request(c.Key("k1"), 100).Expect(pay.Created)
			c.Retry(before, r)
			othersPass(c, r.Noted("its client does not read yet"), "while a client with another key did not read its answer")
		}
	}
	s := ordering(3, "slow-readers", "a client that reads its answer slowly, the first one or a replay, delays no request with another key",
		on(slowly, "the first answer", drive(0)),
		on(slowly, "a replay", drive(1)),
	)
	s.Rules = append(s.Rules, judge.Due())
	s.Explore = harness.Exploration{Preemptions: 1, Free: 1}
	s.Proves = started
	return s
}

// lookedUp is a stage whose Caller has to ask somebody.
func lookedUp(w *harness.World, idem idempotent) http.Handler {
	return idem(config{Context: w.Context(), Caller: func(r *http.Request) string {
		wait(w, r, "look-up")
		return caller(r)
	}})(orders{w, ""})
}

// noQueue: as for every key, and when Caller takes its time.
func noQueue() harness.Scenario {
	s := pay.NoQueue()
	s.Cases = append(s.Cases, on(lookedUp, "one held in Caller", func(c *harness.Client) {
		othersPass(c, pay.Request(c.Key("k1"), 100).Expect(pay.Created), "while Caller was at work for another request")
	}))
	return s
}
