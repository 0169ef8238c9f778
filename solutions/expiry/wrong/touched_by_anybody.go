package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var touchedByAnybody = solutions.Wrong[New]{
	Name:   "touched-by-anybody",
	Caught: "E12",
	Why:    "The key is looked up, and its life prolonged, before the body is known to be valid: a request that is refused keeps it alive.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		pay := payFrom(bk, b)
		return serveWith(decodeBy(payments.Parse), func(ctx context.Context, req payments.Request) payments.Answer {
			if req.Valid() != nil {
				bk.mu.Lock()
				defer bk.mu.Unlock()
				if rec, ok := bk.records[req.Scope()]; ok && !rec.end.IsZero() && !bk.over(rec) {
					rec.end = time.Now().Add(ttl)
				}
				return payments.Invalid
			}
			return pay(ctx, req)
		})
	},
}
