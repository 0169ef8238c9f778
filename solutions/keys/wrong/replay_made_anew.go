package wrong

import (
	"context"
	"net/http"
	"strings"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var replayMadeAnew = solutions.Wrong[New]{
	Name:   "replay-made-anew",
	Caught: "K3",
	Why:    "The receipt is stored and each answer is made from it anew: createdAt is the time of the retry.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			a := bk.once(ctx, req.Scope(), func() payments.Answer { return charge(ctx, b, req) })
			if a.Status != http.StatusCreated {
				return a
			}
			id := strings.TrimPrefix(a.Location, "/payments/")
			return payments.Success(req, bank.Receipt{ID: id})
		})
	},
}
