package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var badBodyClaims = solutions.Wrong[New]{
	Name:   "bad-body-claims",
	Caught: "K8",
	Why:    "The key is claimed before the request is checked and stays claimed when it is refused: the mended request finds the key taken.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serveWith(decodeBy(payments.Parse), func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if req.Valid() != nil {
				return payments.Invalid // without bk.free
			}
			if mine {
				bk.finish(req.Scope(), rec, charge(ctx, b, req))
			}
			select {
			case <-rec.done:
				return rec.answer
			default:
				return payments.InFlight
			}
		})
	},
}
