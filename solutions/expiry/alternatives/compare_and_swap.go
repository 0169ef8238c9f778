package alternatives

import (
	"context"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var compareAndSwap = solutions.Alternative[New]{
	Name:     "compare-and-swap",
	Tradeoff: "Choose it as a model of a shared store with compare-and-set and milliseconds, such as Redis: a step is a swap of one state for the next, and duplicates poll. Taking an entry out needs a state of its own, so that nobody goes on with an entry that is no longer in the map.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		s := &cells{ttl: ttl.Milliseconds()}
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			s.sweep()
			for r.Context().Err() == nil {
				if a, ok := s.try(r.Context(), b, req); ok {
					a.WriteTo(w)
					return
				}
				time.Sleep(pollInterval)
			}
		})
	},
}

const pollInterval = 20 * time.Millisecond

type cells struct {
	ttl   int64    // in milliseconds
	cells sync.Map // payments.Scope → *cell
	swept atomic.Int64
}

// A cell is what is known about a key.
type cell struct{ state atomic.Pointer[state] }

// A state is never changed, only swapped for another one. A cell begins with none, which is free.
type state struct {
	answer payments.Answer
	end    int64 // Unix milliseconds
}

// These states are known by their addresses.
var (
	running = new(state)
	gone    = new(state) // the cell is not in the map any longer
)

func free(s *state) bool {
	return s == nil || s != running && s != gone && time.Now().UnixMilli() >= s.end
}

// try charges if the key is free. It returns false while somebody else does.
func (s *cells) try(ctx context.Context, b bank.Charger, req payments.Request) (payments.Answer, bool) {
	v, _ := s.cells.LoadOrStore(req.Scope(), new(cell))
	c := v.(*cell)
	st := c.state.Load()
	if !free(st) {
		if st == running || st == gone {
			return payments.Answer{}, false
		}
		return st.answer, true
	}
	if !c.state.CompareAndSwap(st, running) {
		return payments.Answer{}, false
	}
	a := charge(ctx, b, req)
	if refused(a) {
		c.state.Store(nil)
	} else {
		c.state.Store(&state{a, time.Now().UnixMilli() + s.ttl})
	}
	return a, true
}

// sweep takes out the free cells, at most once a minute, at the cost of the request that comes first.
func (s *cells) sweep() {
	now, last := time.Now().Unix(), s.swept.Load()
	if now-last < 60 || !s.swept.CompareAndSwap(last, now) {
		return
	}
	s.cells.Range(func(id, v any) bool {
		c := v.(*cell)
		if st := c.state.Load(); free(st) && c.state.CompareAndSwap(st, gone) {
			s.cells.CompareAndDelete(id, v)
		}
		return true
	})
}
