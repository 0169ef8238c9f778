package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
)

var endIncluded = solutions.Wrong[New]{
	Name:   "end-included",
	Caught: "E10",
	Why:    "The record is over only after its end (now > end): at the end itself, which is the first instant of the next life, the old answer is replayed.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		bk.over = func(rec *record) bool { return time.Now().After(rec.end) }
		return serve(payFrom(bk, b))
	},
}
