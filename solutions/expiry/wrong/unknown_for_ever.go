package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
)

var unknownForEver = solutions.Wrong[New]{
	Name:   "unknown-for-ever",
	Caught: "E27",
	Why:    "An unknown outcome is kept for ever, to be safe: the key never becomes new, though it was promised to.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		bk.over = func(rec *record) bool { return over(rec.end) && rec.answer.Status == http.StatusCreated }
		return serve(payFrom(bk, b))
	},
}
