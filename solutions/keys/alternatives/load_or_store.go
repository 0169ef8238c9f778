package alternatives

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var loadOrStore = solutions.Alternative[New]{
	Name:     "load-or-store",
	Tradeoff: "Choose it when clients retry on 409 anyway: look-up and claim are one call and nobody waits, but a duplicate has to ask again for its answer.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		var answers sync.Map // payments.Scope → payments.Answer
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			// Until the charge has ended, the key's answer is "in flight".
			if a, used := answers.LoadOrStore(req.Scope(), payments.InFlight); used {
				a.(payments.Answer).WriteTo(w)
				return
			}
			chargeAndStore(r.Context(), b, req, &answers).WriteTo(w)
		})
	},
}

// chargeAndStore takes the money and puts the answer in the place of "in flight".
func chargeAndStore(ctx context.Context, b bank.Charger, req payments.Request, answers *sync.Map) (a payments.Answer) {
	a = payments.Unknown // stands if the charge panics
	defer func() {
		if refused(a) {
			answers.Delete(req.Scope())
		} else {
			answers.Store(req.Scope(), a)
		}
	}()
	receipt, err := b.Charge(context.WithoutCancel(ctx), req.Charge())
	return payments.Of(req, receipt, err)
}
