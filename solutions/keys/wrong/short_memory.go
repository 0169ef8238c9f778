package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var shortMemory = solutions.Wrong[New]{
	Name:   "short-memory",
	Caught: "K3",
	Why:    "An answer is forgotten after half a minute, though keys do not expire here: a retry from a phone that was in a tunnel charges again.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		const memory = 30 * time.Second
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine {
				bk.finish(req.Scope(), rec, charge(ctx, b, req))
				if rec.answer.Status == http.StatusCreated {
					time.AfterFunc(memory, func() { bk.free(req.Scope()) })
				}
			}
			return rec.wait(ctx)
		})
	},
}
