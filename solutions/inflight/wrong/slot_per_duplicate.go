package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var slotPerDuplicate = solutions.Wrong[New]{
	Name:   "slot-per-duplicate",
	Caught: "I17",
	Why:    "Each request takes one of 500 slots and gives it back when its charge is done; a duplicate has none to wait for and keeps its slot: in the end nobody is served.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		slots := make(chan struct{}, 500)
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			select {
			case slots <- struct{}{}:
			case <-ctx.Done():
				return payments.Answer{}
			}
			a, mine := bk.claim(req.Scope())
			if !mine && a.Status == 0 {
				return a
			}
			defer func() { <-slots }()
			if mine {
				a = charge(ctx, b, req)
				bk.settle(req.Scope(), a)
			}
			return a
		})
	},
}
