package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var unknownFreesKey = solutions.Wrong[New]{
	Name:   "unknown-frees-key",
	Caught: "E26",
	Why:    "Only successes are stored: after an error that may have moved the money, the retry moves it again.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		bk.stores = func(a payments.Answer) bool { return a.Status == http.StatusCreated }
		return serve(payFrom(bk, b))
	},
}
