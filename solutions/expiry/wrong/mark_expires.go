package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var markExpires = solutions.Wrong[New]{
	Name:   "mark-expires",
	Caught: "E19",
	Why:    "The mark \"in flight\" is given the TTL as well, as with Redis SET NX PX: when it has run out, a duplicate joins the request that still runs.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			bk.mu.Lock()
			rec, ok := bk.records[req.Scope()]
			if ok && !over(rec.end) {
				bk.mu.Unlock()
				return rec.wait(ctx)
			}
			bk.sweepAll()
			rec = &record{done: make(chan struct{}), end: time.Now().Add(ttl)}
			bk.records[req.Scope()] = rec
			bk.mu.Unlock()
			bk.finish(req.Scope(), rec, charge(ctx, b, req))
			return rec.answer
		})
	},
}
