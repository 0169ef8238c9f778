package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var sharedBody = solutions.Wrong[New]{
	Name:   "shared-body",
	Caught: "K12",
	Why:    "A line end is appended to the stored body on its way out: the slice has room for it, so that all replays write to the same byte.",
	Race:   true,
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			a := bk.once(ctx, req.Scope(), func() payments.Answer {
				a := charge(ctx, b, req)
				a.Body = append(make([]byte, 0, 1024), a.Body...)
				return a
			})
			a.Body = append(a.Body, '\n')
			return a
		})
	},
}
