package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
)

var fromFirstSight = solutions.Wrong[New]{
	Name:   "from-first-sight",
	Caught: "E11",
	Why:    "The end is reckoned when the request comes in: what a slow bank takes is missing from the life of the answer.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		bk.ends = func(rec *record) time.Time { return rec.since.Add(ttl) }
		return serve(payFrom(bk, b))
	},
}
