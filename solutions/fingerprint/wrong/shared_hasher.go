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

var sharedHasher = solutions.Wrong[New]{
	Name:   "shared-hasher",
	Caught: "F22",
	Why:    "All requests write into one hasher without a lock: fingerprints are mixed, and it is a data race.",
	Race:   true,
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		h := sha256.New()
		return serve(makeOnce(s, window, func(o reservations.Order) any {
			h.Reset()
			_, _ = h.Write(o.Canonical)
			return [4]string{o.Caller, o.Method, o.Path, string(h.Sum(nil))}
		}))
	},
}
