package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var oneReplayOnly = solutions.Wrong[New]{
	Name:   "one-replay-only",
	Caught: "E2",
	Why:    "The stored answer is handed out once and then thrown away: the second retry finds an unused key.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine {
				bk.finish(req.Scope(), rec, charge(ctx, b, req))
				return rec.answer
			}
			select {
			case <-rec.done: // it was there already: this is the retry that the answer was kept for
				if rec.answer.Status == http.StatusCreated {
					bk.free(req.Scope())
				}
			default:
			}
			return rec.wait(ctx)
		})
	},
}
