package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var janitor = solutions.Wrong[New]{
	Name:   "janitor",
	Caught: "K21",
	Why:    "A goroutine cleans up once an hour and never looks at the server's context: it is still there when the server is gone.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		go func() {
			for {
				time.Sleep(time.Hour)
				bk.sweep()
			}
		}()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			return bk.once(ctx, req.Scope(), func() payments.Answer { return charge(ctx, b, req) })
		})
	},
}

// sweep would remove what has expired; keys do not expire here.
func (b *book) sweep() {
	b.mu.Lock()
	defer b.mu.Unlock()
}
