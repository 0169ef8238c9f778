package wrong

import (
	"context"
	"hash/fnv"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var fnv32OfOrder = solutions.Wrong[New]{
	Name:   "fnv32-of-order",
	Caught: "F9",
	Why:    "The fingerprint is an FNV-1a of 32 bits: among some ten thousand orders two share it.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, func(o reservations.Order) any {
			h := fnv.New32a()
			_, _ = h.Write(o.Canonical)
			return [2]any{o.Caller, h.Sum32()}
		}))
	},
}
