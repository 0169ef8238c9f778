package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var watcherPerDuplicate = solutions.Wrong[New]{
	Name:   "watcher-per-duplicate",
	Caught: "I17",
	Why:    "Each duplicate starts a goroutine that waits for the first request, to log how that ended: a stuck bank and a thousand retries are a thousand goroutines.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		var done sync.Map // payments.Scope → chan struct{}
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			c, _ := done.LoadOrStore(req.Scope(), make(chan struct{}))
			a, mine := bk.claim(req.Scope())
			if mine {
				a = charge(ctx, b, req)
				bk.settle(req.Scope(), a)
				done.Delete(req.Scope())
				close(c.(chan struct{}))
				return a
			}
			if a.Status == 0 {
				go func() {
					<-c.(chan struct{})
					_, _ = bk.look(req.Scope()) // and a line in the log
				}()
			}
			return a
		})
	},
}
