package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var busyIsUnavailable = solutions.Wrong[New]{
	Name:   "busy-is-unavailable",
	Caught: "E14",
	Why:    "A duplicate of a request that is running is told 503: clients and proxies take the server for one that is down, and do not learn that their payment is on its way.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine {
				bk.finish(req.Scope(), rec, charge(ctx, b, req))
			}
			select {
			case <-rec.done:
				return rec.answer
			default:
				return payments.Answer{Status: http.StatusServiceUnavailable, Body: []byte(`{"error":"busy"}`)}
			}
		})
	},
}
