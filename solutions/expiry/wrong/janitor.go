package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
)

var janitor = solutions.Wrong[New]{
	Name:   "janitor",
	Caught: "E33",
	Why:    "A goroutine cleans up once a minute for ever: it never looks at the server's context, and is still there when the server is gone.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		go func() {
			for {
				time.Sleep(time.Minute)
				bk.sweep()
			}
		}()
		return serve(payFrom(bk, b))
	},
}
