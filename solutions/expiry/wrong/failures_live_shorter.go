package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
)

var failuresLiveShorter = solutions.Wrong[New]{
	Name:   "failures-live-shorter",
	Caught: "E27",
	Why:    "Errors are cached for a tenth of the TTL, as caches do: the outcome of the charge is no better known by then.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		bk.ends = func(rec *record) time.Time {
			if rec.answer.Status == http.StatusCreated {
				return rec.completed.Add(ttl)
			}
			return rec.completed.Add(ttl / 10)
		}
		return serve(payFrom(bk, b))
	},
}
