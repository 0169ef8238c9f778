package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var lastKeyOnly = solutions.Wrong[New]{
	Name:   "last-key-only",
	Caught: "K2",
	Why:    "Only the last key is remembered: as soon as another request comes in between, a retry charges again.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if !mine {
				return rec.wait(ctx)
			}
			bk.finish(req.Scope(), rec, charge(ctx, b, req))
			bk.keepOnly(req.Scope())
			return rec.answer
		})
	},
}

// keepOnly forgets every finished record but that of id.
func (b *book) keepOnly(id any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for other, rec := range b.records {
		select {
		case <-rec.done:
			if other != id {
				delete(b.records, other)
			}
		default: // still running
		}
	}
}
