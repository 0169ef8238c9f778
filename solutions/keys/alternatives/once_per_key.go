package alternatives

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var oncePerKey = solutions.Alternative[New]{
	Name:     "once-per-key",
	Tradeoff: "Choose it for how plainly it reads: a sync.OnceValue is lock, flag and answer in one, but it knows no context, so that each request costs a goroutine more, and cannot be reset, so that a refusal has to throw it away.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		var charges sync.Map // payments.Scope → func() payments.Answer
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			once, _ := charges.LoadOrStore(req.Scope(), sync.OnceValue(func() payments.Answer {
				a := charge(r.Context(), b, req)
				if refused(a) {
					charges.Delete(req.Scope()) // before anybody hears of it
				}
				return a
			}))
			// The goroutine waits in place of the request, which ends when its client leaves.
			answer := make(chan payments.Answer, 1)
			go func() { answer <- once.(func() payments.Answer)() }()
			select {
			case a := <-answer:
				a.WriteTo(w)
			case <-r.Context().Done():
			}
		})
	},
}
