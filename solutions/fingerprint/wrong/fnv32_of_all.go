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

var fnv32OfAll = solutions.Wrong[New]{
	Name:   "fnv32-of-all",
	Caught: "F9",
	Why:    "Caller and body are hashed together to 32 bits.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, func(o reservations.Order) any {
			h := fnv.New32a()
			_, _ = h.Write([]byte(o.Caller + "|" + string(o.Canonical)))
			return h.Sum32()
		}))
	},
}
