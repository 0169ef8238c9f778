package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var resultNobodyTakes = solutions.Wrong[New]{
	Name:   "result-nobody-takes",
	Caught: "I27",
	Why:    "The charge runs on a goroutine that hands its result to the handler, which records it: when the client has left nobody takes it, and the key is in flight for ever.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			a, mine := bk.claim(req.Scope())
			if !mine {
				return a
			}
			result := make(chan payments.Answer, 1)
			go func() { result <- charge(ctx, b, req) }()
			select {
			case a = <-result:
				bk.settle(req.Scope(), a)
			case <-ctx.Done():
			}
			return a
		})
	},
}
