package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var leastRecentlyUsed = solutions.Wrong[New]{
	Name:   "least-recently-used",
	Caught: "E22",
	Why:    "The records are a cache of ten thousand, the longest unused goes first: on a busy day a key is forgotten before its time.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		const most = 10_000
		bk := newBook(ttl)
		var oldest []any
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine {
				bk.finish(req.Scope(), rec, charge(ctx, b, req))
				bk.mu.Lock()
				defer bk.mu.Unlock()
				if oldest = append(oldest, req.Scope()); len(oldest) > most {
					delete(bk.records, oldest[0])
					oldest = oldest[1:]
				}
			}
			return rec.wait(ctx)
		})
	},
}
