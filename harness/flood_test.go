package harness

import (
	"net/http"
	"sync/atomic"
	"testing"

	"example.com/idempotency/harness/history"
)

// A request of a flood that waits for one which is held is unanswered: nothing is in a deadlock.
func TestFloodBehindAHeldEffect(t *testing.T) {
	l := &lab{t: t, hung: new(atomic.Int32), spent: spent, rewritten: true, build: func(w *World) http.Handler {
		turn := make(chan struct{}, 1) // a lock
		return http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			turn <- struct{}{}
			defer func() { <-turn }()
			_, _ = w.Do(r.Context(), Call{Name: "charge", Mark: r.Header.Get("Idempotency-Key")})
		})
	}}
	rec := l.run(trial{free: true}, func(c *Client) {
		c.Hold("held")
		c.Start(Request{Method: "POST", Path: "/", Key: "held"})
		c.Settle()
		c.Flood(3, "others", func(int) Request { return Request{Method: "POST", Path: "/", Key: "free"}.Expect(200) })
	})
	if n := len(rec.history.Attempts); n != 2 {
		t.Fatalf("%d attempts, want the one that was held and the one that waits for it", n)
	}
	if a := rec.history.Attempts[1]; a.End != history.Unanswered || a.Where == "" {
		t.Errorf("it ended as %q at %q, want %q and a place", a.End, a.Where, history.Unanswered)
	}
	if f := rec.history.Faults; len(f) > 0 {
		t.Errorf("faults %v, want none", f)
	}
}
