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

var leaseWithoutAFence = solutions.Wrong[New]{
	Name:   "lease-without-a-fence",
	Caught: "K20",
	Why:    "A mark \"in flight\" that is older than a second counts as left behind by a crash: a slow charge is joined by a second one.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		type lease struct {
			since  time.Time
			answer payments.Answer
		}
		var mu sync.Mutex
		leases := map[payments.Scope]lease{}
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			mu.Lock()
			l, ok := leases[req.Scope()]
			if ok && (l.answer.Status != 0 || time.Since(l.since) <= time.Second) {
				mu.Unlock()
				if l.answer.Status == 0 {
					return payments.InFlight
				}
				return l.answer
			}
			leases[req.Scope()] = lease{since: time.Now()}
			mu.Unlock()
			a := charge(ctx, b, req)
			mu.Lock()
			defer mu.Unlock()
			if delete(leases, req.Scope()); final(a) {
				leases[req.Scope()] = lease{answer: a}
			}
			return a
		})
	},
}
