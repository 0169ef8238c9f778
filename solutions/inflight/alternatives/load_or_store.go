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

var loadOrStore = solutions.Alternative[New]{
	Name:     "load-or-store",
	Tradeoff: "Choose it where keys are many and locks are contended: LoadOrStore is look-up and mark in one step, and no lock of yours is left; each look-up costs an allocation, and a freed key is deleted by the one who marked it and nobody else.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		var marks sync.Map // payments.Scope → *mark
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			m := new(mark)
			if old, loaded := marks.LoadOrStore(req.Scope(), m); loaded {
				a := old.(*mark).answer.Load()
				if a == nil {
					turnAway(w)
					return
				}
				a.WriteTo(w)
				return
			}
			a := charge(r.Context(), b, req)
			if refused(a) {
				marks.CompareAndDelete(req.Scope(), m)
			} else {
				m.answer.Store(&a)
			}
			a.WriteTo(w)
		})
	},
}

// A mark says that a key is taken.
type mark struct {
	answer atomic.Pointer[payments.Answer] // nil: in flight
}
