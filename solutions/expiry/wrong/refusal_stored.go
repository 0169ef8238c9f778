package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var refusalStored = solutions.Wrong[New]{
	Name:   "refusal-stored",
	Caught: "E25",
	Why:    "The 402 is stored like any answer, since it expires anyway: whoever has topped up the account has to wait for a day.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		bk.stores = func(payments.Answer) bool { return true }
		return serve(payFrom(bk, b))
	},
}
