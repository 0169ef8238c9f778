package wrong

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var itemsOnly = solutions.Wrong[New]{
	Name:   "items-only",
	Caught: "F6",
	Why:    "Only the items are hashed: what else stands in the body does not count.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, byBody(func(o reservations.Order) []byte {
			out, _ := json.Marshal(o.Items)
			return out
		})))
	},
}
