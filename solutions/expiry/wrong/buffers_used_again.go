package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var buffersUsedAgain = solutions.Wrong[New]{
	Name:   "buffers-used-again",
	Caught: "E17",
	Why:    "The bodies of answers that are over are written over by new ones, to spare the garbage collector. A client that reads slowly may still be getting one of them.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		bk.sweeps = false
		var spare [][]byte // guarded by bk.mu
		takeOut := func(id any, rec *record) {
			if bk.hasCompleted(rec) && bk.over(rec) {
				delete(bk.records, id)
				if rec.answer.Status == http.StatusCreated {
					spare = append(spare, rec.answer.Body[:0])
				}
			}
		}
		written := func(a payments.Answer) payments.Answer {
			bk.mu.Lock()
			defer bk.mu.Unlock()
			if n := len(spare); n > 0 && a.Status == http.StatusCreated {
				a.Body, spare = append(spare[n-1], a.Body...), spare[:n-1]
			}
			return a
		}
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			if bk.due() {
				bk.each(takeOut)
			}
			return bk.once(ctx, req.Scope(), func() payments.Answer { return written(charge(ctx, b, req)) })
		})
	},
}
