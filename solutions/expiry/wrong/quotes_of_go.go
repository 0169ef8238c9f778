package wrong

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var quotesOfGo = solutions.Wrong[New]{
	Name:   "quotes-of-go",
	Caught: "E5",
	Why:    "Quotes are taken off as Go writes strings: a key in back quotes becomes another client's key.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		pay := payFrom(newBook(ttl), b)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			if s, err := strconv.Unquote(req.Key); err == nil {
				req.Key = s
			}
			return pay(ctx, req)
		})
	},
}
