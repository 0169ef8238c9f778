package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var takenOverByTheNext = solutions.Wrong[New]{
	Name:   "taken-over-by-the-next",
	Caught: "I22",
	Why:    "When the first client leaves, the next request takes its mark over, while the charge of the first still runs.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		var left sync.Map // payments.Scope → struct{}
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			id := req.Scope()
			a, mine := bk.claim(id)
			if _, gone := left.LoadAndDelete(id); gone && a.Status == 0 {
				mine = true
			}
			if !mine {
				return a
			}
			stop := context.AfterFunc(ctx, func() { left.Store(id, struct{}{}) })
			defer stop()
			a = charge(ctx, b, req)
			bk.settle(id, a)
			return a
		})
	},
}
