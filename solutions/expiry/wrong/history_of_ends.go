package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var historyOfEnds = solutions.Wrong[New]{
	Name:   "history-of-ends",
	Caught: "E32",
	Why:    "What is over is found through a list of ends that nobody shortens: the records go, the list stays.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		bk.sweeps = false
		type ending struct {
			id  any
			rec *record
		}
		var endings []ending
		next := 0
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if !mine {
				return rec.wait(ctx)
			}
			bk.finish(req.Scope(), rec, charge(ctx, b, req))
			bk.mu.Lock()
			defer bk.mu.Unlock()
			endings = append(endings, ending{req.Scope(), rec})
			for ; next < len(endings) && over(endings[next].rec.end); next++ { // endings = endings[1:]
				if e := endings[next]; bk.records[e.id] == e.rec {
					delete(bk.records, e.id)
				}
			}
			return rec.answer
		})
	},
}
