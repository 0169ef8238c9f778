package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
)

var marginOfSafety = solutions.Wrong[New]{
	Name:   "margin-of-safety",
	Caught: "E9",
	Why:    "A key is dropped a second before its end, to be on the safe side: the safe side of an end is after it.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		bk.over = func(rec *record) bool { return over(rec.end.Add(-time.Second)) }
		return serve(payFrom(bk, b))
	},
}
