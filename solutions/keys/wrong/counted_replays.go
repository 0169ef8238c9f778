package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var countedReplays = solutions.Wrong[New]{
	Name:   "counted-replays",
	Caught: "K12",
	Why:    "Replays are counted in a field that nothing guards, because it is only a number.",
	Race:   true,
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		replays := 0
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine {
				bk.finish(req.Scope(), rec, charge(ctx, b, req))
			} else {
				replays++
			}
			return rec.wait(ctx)
		})
	},
}
