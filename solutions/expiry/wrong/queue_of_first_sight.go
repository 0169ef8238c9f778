package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var queueOfFirstSight = solutions.Wrong[New]{
	Name:   "queue-of-first-sight",
	Caught: "E32",
	Why:    "Keys wait in a queue in the order in which they came, and are taken out at its head when they are over: behind one whose charge hangs, none is.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		bk.sweeps = false
		type place struct {
			id  any
			rec *record
		}
		var queue []place // guarded by bk.mu
		gone := func(p place) bool {
			return bk.records[p.id] != p.rec || bk.hasCompleted(p.rec) && bk.over(p.rec)
		}
		takeOut := func() {
			bk.mu.Lock()
			defer bk.mu.Unlock()
			for ; len(queue) > 0 && gone(queue[0]); queue = queue[1:] {
				if bk.records[queue[0].id] == queue[0].rec {
					delete(bk.records, queue[0].id)
				}
			}
		}
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			takeOut()
			rec, mine := bk.claim(req.Scope())
			if mine {
				bk.mu.Lock()
				queue = append(queue, place{req.Scope(), rec})
				bk.mu.Unlock()
				bk.finish(req.Scope(), rec, charge(ctx, b, req))
			}
			return rec.wait(ctx)
		})
	},
}
