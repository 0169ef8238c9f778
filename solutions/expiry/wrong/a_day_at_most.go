package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
)

var aDayAtMost = solutions.Wrong[New]{
	Name:   "a-day-at-most",
	Caught: "E22",
	Why:    "A TTL of more than a day is cut to one, because keys live for a day by default.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		return serve(payFrom(newBook(min(ttl, 24*time.Hour)), b))
	},
}
