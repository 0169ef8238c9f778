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

var firstLevelOnly = solutions.Wrong[New]{
	Name:   "first-level-only",
	Caught: "F4",
	Why:    "Only the outermost object's names are sorted: an item whose members come in another order is another item.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, byBody(func(o reservations.Order) []byte {
			var members map[string]json.RawMessage
			_ = json.Unmarshal(o.Body, &members)
			out, _ := json.Marshal(members) // compacts what is inside, and leaves its order
			return out
		})))
	},
}
