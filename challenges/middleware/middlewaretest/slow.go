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

// unread marks the answer that nobody reads for now.
const unread = "unread"

// slowly is the usual stage behind slow connections, for who asks for one.
func slowly(w *harness.World, idem idempotent) http.Handler {
	inner := payments(w, idem)
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Slow") != "" {
			rw = reading{rw, func() { _, _ = w.Do(r.Context(), harness.Call{Name: "read", Prefix: "read", Mark: unread}) }}
		}
		inner.ServeHTTP(rw, r)
	})
}

// slowReaders: an answer goes out at its client's pace, and nobody else's.
func slowReaders() harness.Scenario {
	drive := func(before int) func(c *harness.Client) {
		return func(c *harness.Client) {
			r := pay.Request(c.Key("k1"), 100).Expect(pay.Created)
			c.Retry(before, r)
			r.Header = http.Header{"X-Slow": {"yes"}}
			c.Hold(unread)
			slow := c.Start(r.Noted("its client does not read yet"))
			c.Settle()
			var others []*harness.Pending
			for i := range 5 {
				others = append(others, c.Start(pay.Request(c.Key(fmt.Sprint("other-", i+1)), int64(i)+200).Expect(pay.Created)))
			}
			c.Due("while a client with another key did not read its answer", others...)
			c.Release()
			c.Await(append(others, slow)...)
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
