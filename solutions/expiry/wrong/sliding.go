package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var sliding = solutions.Wrong[New]{
	Name:   "sliding",
	Caught: "E12",
	Why:    "Each replay sets the end anew: a client that asks often enough never gets rid of its key.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			a := bk.once(ctx, req.Scope(), func() payments.Answer { return charge(ctx, b, req) })
			bk.mu.Lock()
			defer bk.mu.Unlock()
			if rec, ok := bk.records[req.Scope()]; ok && !rec.end.IsZero() {
				rec.end = time.Now().Add(ttl)
			}
			return a
		})
	},
}
