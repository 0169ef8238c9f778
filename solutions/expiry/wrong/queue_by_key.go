package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var queueByKey = solutions.Wrong[New]{
	Name:   "queue-by-key",
	Caught: "E36",
	Why:    "What is over waits in a queue to be taken out, under its key: when its turn comes late, the key may have begun its next life, which is taken out instead.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		bk.sweeps = false
		type ending struct {
			id any
			at time.Time
		}
		var queue []ending
		takeOut := func() { // one at a time, so that no request pays for a thousand
			bk.mu.Lock()
			defer bk.mu.Unlock()
			if len(queue) > 0 && over(queue[0].at) {
				delete(bk.records, queue[0].id) // if the record is still the one that ended
				queue = queue[1:]
			}
		}
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			takeOut()
			rec, mine := bk.claim(req.Scope())
			if mine {
				bk.finish(req.Scope(), rec, charge(ctx, b, req))
				bk.mu.Lock()
				defer bk.mu.Unlock()
				if final(rec.answer) {
					queue = append(queue, ending{req.Scope(), rec.end})
				}
			}
			return rec.wait(ctx)
		})
	},
}
