package wrong

import (
	"bytes"
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var sharedBuffer = solutions.Wrong[New]{
	Name:   "shared-buffer",
	Caught: "K2",
	Why:    "The stored body is a slice of a buffer that the next payment writes over: a retry is sent the body of somebody else's payment.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		var mu sync.Mutex
		var buf bytes.Buffer
		encoded := func(a payments.Answer) payments.Answer {
			mu.Lock()
			defer mu.Unlock()
			buf.Reset()
			buf.Write(a.Body)
			a.Body = buf.Bytes() // bytes.Clone is missing
			return a
		}
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			return bk.once(ctx, req.Scope(), func() payments.Answer { return encoded(charge(ctx, b, req)) })
		})
	},
}
