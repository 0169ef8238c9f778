package alternatives

import (
	"context"
	"net/http"
	"sync"
	"sync/atomic"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var compareAndSwap = solutions.Alternative[New]{
	Name:     "compare-and-swap",
	Tradeoff: "Choose it as a model of a shared store, which offers compare-and-set and no locks: one cell for each key goes from free to running to answered, each step is atomic, and a refused key goes back to free without leaving the map.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		var cells sync.Map // payments.Scope → *cell
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			c, _ := cells.LoadOrStore(req.Scope(), new(cell))
			a, ok := c.(*cell).pay(r.Context(), b, req)
			reply(w, a, ok)
		})
	},
}

// A cell is the state of a key: nil when the key is free, running, or the answer.
type cell struct {
	state atomic.Pointer[payments.Answer]
}

// running is known by its address.
var running = new(payments.Answer)

// pay charges if the key is free; false: somebody else does.
func (c *cell) pay(ctx context.Context, b bank.Charger, req payments.Request) (payments.Answer, bool) {
	for !c.state.CompareAndSwap(nil, running) {
		switch a := c.state.Load(); a {
		case nil: // freed since: try again
		case running:
			return payments.Answer{}, false
		default:
			return *a, true
		}
	}
	a := charge(ctx, b, req)
	if refused(a) {
		c.state.Store(nil)
	} else {
		c.state.Store(&a)
	}
	return a, true
}
