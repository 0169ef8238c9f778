package harness

import (
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"example.com/idempotency/harness/history"
)

// A trial that makes no progress is abandoned when its goroutines wait for something outside, or
// work on; not while the machine gives them no time to work.
func TestWatch(t *testing.T) {
	var over atomic.Bool
	var answered chan struct{}
	outside := make(chan struct{})
	defer close(outside)
	work := func() {
		for !over.Load() {
		}
	}
	for _, row := range []struct {
		name    string
		handler func()
		spent   func(calls int) time.Duration
		stuck   bool
	}{
		{"waits", func() { <-outside }, func(int) time.Duration { return 0 }, true},
		{"works", work, func(n int) time.Duration { return time.Duration(n) * time.Second }, true},
		{"gets no processor", work, func(n int) time.Duration {
			if n > 30 && over.CompareAndSwap(false, true) { // more calls than there are events in the trial: its time had been up
				<-answered // it gets on between two looks at it
			}
			return 0
		}, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			over.Store(false)
			answered = make(chan struct{})
			defer over.Store(true)
			calls := 0
			l := &lab{
				t: t, hung: new(atomic.Int32), spent: func() time.Duration { calls++; return row.spent(calls) },
				build: func(*World) http.Handler {
					return http.HandlerFunc(func(http.ResponseWriter, *http.Request) { row.handler() })
				},
			}
			l.hung.Store(1) // little patience
			rec := l.run(trial{free: true}, func(c *Client) {
				c.Send(Request{Method: "POST", Path: "/"})
				close(answered)
			})
			stuck := false
			for _, f := range rec.history.Faults {
				stuck = stuck || f.Kind == history.Stuck
			}
			if stuck != row.stuck || rec.stuck != row.stuck {
				t.Errorf("stuck = %v, faults %v, want %v", rec.stuck, rec.history.Faults, row.stuck)
			}
		})
	}
}
