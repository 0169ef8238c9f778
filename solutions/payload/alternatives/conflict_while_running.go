package alternatives

import (
	"context"
	"crypto/sha256"
	"net/http"
	"sync"
	"sync/atomic"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var conflictWhileRunning = solutions.Alternative[New]{
	Name:     "conflict-while-running",
	Tradeoff: "Choose it when requests must be cheap: LoadOrStore is look-up and claim in one step, a duplicate is told 409 and another payload 422, both at once; each client needs a retry loop.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		var marks sync.Map // transfers.Scope → *mark
		return transfers.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := transfers.Read(w, r)
			if !ok {
				return
			}
			m := &mark{payload: sha256.Sum256(req.Body)}
			if old, loaded := marks.LoadOrStore(req.Scope(), m); loaded {
				old.(*mark).tell(m.payload).WriteTo(w)
				return
			}
			a := move(r.Context(), b, req.Transfer)
			if refused(a) {
				marks.CompareAndDelete(req.Scope(), m)
			} else {
				m.answer.Store(&a)
			}
			a.WriteTo(w)
		})
	},
}

// A mark says that a key is taken, and by which payload.
type mark struct {
	payload [sha256.Size]byte
	answer  atomic.Pointer[transfers.Answer] // nil: in flight
}

// tell is what a request with the payload is told.
func (m *mark) tell(payload [sha256.Size]byte) transfers.Answer {
	if m.payload != payload {
		return transfers.Mismatch
	}
	if a := m.answer.Load(); a != nil {
		return *a
	}
	return transfers.InFlight
}
