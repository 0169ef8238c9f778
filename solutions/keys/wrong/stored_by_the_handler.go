package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var storedByTheHandler = solutions.Wrong[New]{
	Name:   "stored-by-the-handler",
	Caught: "K18",
	Why:    "The charge runs apart from the request and the handler stores its result: a handler whose client has left is not there to do so.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine {
				result := make(chan payments.Answer, 1)
				go func() { result <- charge(ctx, b, req) }()
				select {
				case a := <-result:
					bk.finish(req.Scope(), rec, a)
				case <-ctx.Done():
					return payments.Answer{}
				}
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
