package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var checkThenAct = solutions.Wrong[New]{
	Name:   "check-then-act",
	Caught: "K9",
	Why:    "The key is looked up before the charge and stored after it: duplicates that arrive in between all find it unused.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		var mu sync.Mutex
		processed := map[payments.Scope]payments.Answer{}
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			mu.Lock()
			existing, ok := processed[req.Scope()]
			mu.Unlock()
			if ok {
				existing.WriteTo(w)
				return
			}
			receipt, err := b.Charge(context.WithoutCancel(r.Context()), req.Charge())
			a := payments.Of(req, receipt, err)
			if a.Status != http.StatusPaymentRequired {
				mu.Lock()
				processed[req.Scope()] = a
				mu.Unlock()
			}
			a.WriteTo(w)
		})
	},
}
