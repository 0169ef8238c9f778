package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var resultNobodyTakes = solutions.Wrong[New]{
	Name:   "result-nobody-takes",
	Caught: "E34",
	Why:    "The charge's goroutine hands its result to the handler over an unbuffered channel: when the client has left, it waits there for ever.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if !mine {
				return rec.wait(ctx)
			}
			result := make(chan payments.Answer)
			go func() {
				a := charge(ctx, b, req)
				bk.finish(req.Scope(), rec, a)
				result <- a // make(chan payments.Answer, 1)
			}()
			select {
			case a := <-result:
				return a
			case <-ctx.Done():
				return payments.Answer{}
			}
		})
	},
}
