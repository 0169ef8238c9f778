package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var cleanUpInTwoSteps = solutions.Wrong[New]{
	Name:   "clean-up-in-two-steps",
	Caught: "E20",
	Why:    "The clean-up lists what is over and deletes it afterwards by key: what has begun its next life in between is deleted with it.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		pay := payFrom(bk, b)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			for _, id := range bk.listOver() {
				bk.free(id)
			}
			return pay(ctx, req)
		})
	},
}

// listOver lists the ids whose records are over.
func (b *book) listOver() []any {
	b.mu.Lock()
	defer b.mu.Unlock()
	var ids []any
	for id, rec := range b.records {
		if b.hasCompleted(rec) && b.over(rec) {
			ids = append(ids, id)
		}
	}
	return ids
}
