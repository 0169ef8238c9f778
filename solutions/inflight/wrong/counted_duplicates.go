package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var countedDuplicates = solutions.Wrong[New]{
	Name:   "counted-duplicates",
	Caught: "I18",
	Why:    "Duplicates are counted without a lock: a data race.",
	Race:   true,
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		duplicates := 0
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			a, mine := bk.claim(req.Scope())
			if !mine {
				duplicates++
				return a
			}
			a = charge(ctx, b, req)
			bk.settle(req.Scope(), a)
			return a
		})
	},
}
