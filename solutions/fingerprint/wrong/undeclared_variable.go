package wrong

import (
	"context"
	"crypto/sha256"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var undeclaredVariable = solutions.Wrong[New]{
	Name:   "undeclared-variable",
	Caught: "F28",
	Why:    "The seed hashes a variable that it has never given a value, where it means the user: whose order it is does not count.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		var userID string // meant to be the caller
		return serve(makeOnce(s, window, func(o reservations.Order) any {
			return sha256.Sum256(append([]byte(userID), o.Canonical...))
		}))
	},
}
