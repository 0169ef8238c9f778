package wrong

import (
	"context"
	"math/rand/v2"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
)

var jitter = solutions.Wrong[New]{
	Name:   "jitter",
	Caught: "E9",
	Why:    "Each key lives up to a tenth shorter than it should, so that not all expire together: clients were promised the whole TTL.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		bk.ends = func(rec *record) time.Time {
			return rec.completed.Add(ttl - rand.N(ttl/10))
		}
		return serve(payFrom(bk, b))
	},
}
