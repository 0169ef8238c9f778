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
	Tradeoff: "Choose it as a model of a shared store, which offers compare-and-set and no channels: one atomic step claims the key, but duplicates poll, which costs wake-ups and up to one interval of delay.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		var cells sync.Map // payments.Scope → *cell
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			c, _ := cells.LoadOrStore(req.Scope(), new(cell))
			for r.Context().Err() == nil {
				if a, ok := c.(*cell).try(r.Context(), b, req); ok {
					a.WriteTo(w)
					return
				}
				time.Sleep(pollInterval)
			}
		})
	},
}

const pollInterval = 20 * time.Millisecond

// A cell is the state of a key: nil when the key is free, running, or the answer.
type cell struct {
	state atomic.Pointer[payments.Answer]
}

// running is known by its address.
var running = new(payments.Answer)

// try charges if the key is free. It returns false while somebody else does.
func (c *cell) try(ctx context.Context, b bank.Charger, req payments.Request) (payments.Answer, bool) {
	if !c.state.CompareAndSwap(nil, running) {
		if a := c.state.Load(); a != nil && a != running {
			return *a, true
		}
		return payments.Answer{}, false
	}
	a := charge(ctx, b, req)
	if refused(a) {
		c.state.Store(nil)
	} else {
		c.state.Store(&a)
	}
	return a, true
}
