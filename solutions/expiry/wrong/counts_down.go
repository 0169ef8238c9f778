package wrong

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var countsDown = solutions.Wrong[New]{
	Name:   "counts-down",
	Caught: "E3",
	Why:    "The answer says how many seconds the key has left, reckoned anew for each replay: it is not the first answer any more.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		pay := payFrom(bk, b)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			a := pay(ctx, req)
			if a.Status == http.StatusCreated {
				left := fmt.Sprintf(`{"keyExpiresIn":%d,`, int(bk.left(req.Scope()).Seconds()))
				a.Body = append([]byte(left), a.Body[1:]...)
			}
			return a
		})
	},
}

// left is how long id is remembered from now on.
func (b *book) left(id any) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	if rec, ok := b.records[id]; ok {
		return time.Until(rec.end)
	}
	return 0
}
