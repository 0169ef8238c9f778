package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var conflictStored = solutions.Wrong[New]{
	Name:   "conflict-stored",
	Caught: "K9",
	Why:    "Whatever was answered first is kept as the key's answer, the 409 to a duplicate included: when the charge is done, the retry is still told 409.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		var running, answers sync.Map
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			a, ok := answers.Load(req.Scope())
			if ok {
				return a.(payments.Answer)
			}
			answer := payments.InFlight
			if _, busy := running.LoadOrStore(req.Scope(), true); !busy {
				answer = charge(ctx, b, req)
			}
			if final(answer) {
				answers.LoadOrStore(req.Scope(), answer)
			} else {
				running.Delete(req.Scope())
			}
			return answer
		})
	},
}
