package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var lockTwice = solutions.Wrong[New]{
	Name:   "lock-twice",
	Caught: "K9",
	Why:    "The lock is given back after the look-up and taken again for the claim: every access is locked, and a duplicate still slips in between.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			bk.mu.Lock()
			_, known := bk.records[req.Scope()]
			bk.mu.Unlock()
			if known {
				return bk.once(ctx, req.Scope(), func() payments.Answer { return charge(ctx, b, req) })
			}
			rec := &record{done: make(chan struct{})}
			bk.mu.Lock()
			bk.records[req.Scope()] = rec // without another look
			bk.mu.Unlock()
			bk.finish(req.Scope(), rec, charge(ctx, b, req))
			return rec.answer
		})
	},
}
