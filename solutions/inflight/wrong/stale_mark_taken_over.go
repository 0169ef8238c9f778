package wrong

import (
	"context"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var staleMarkTakenOver = solutions.Wrong[New]{
	Name:   "stale-mark-taken-over",
	Caught: "I22",
	Why:    "A mark that is older than a minute counts as left over from a crash and is taken over, while the bank is merely slow.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		var since sync.Map // payments.Scope → time.Time
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			id := req.Scope()
			a, mine := bk.claim(id)
			if at, ok := since.Load(id); !mine && a.Status == 0 && ok && time.Since(at.(time.Time)) > time.Minute {
				mine = since.CompareAndSwap(id, at, time.Now())
			}
			if !mine {
				return a
			}
			since.Store(id, time.Now())
			a = charge(ctx, b, req)
			bk.settle(id, a)
			return a
		})
	},
}
