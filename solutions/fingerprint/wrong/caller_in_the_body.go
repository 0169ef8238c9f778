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

var callerInTheBody = solutions.Wrong[New]{
	Name:   "caller-in-the-body",
	Caught: "F6",
	Why:    "The caller is put into the body before it is hashed: a member of the body with that name is overwritten.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, byBody(func(o reservations.Order) []byte {
			v, _ := reservations.Parse(o.Canonical)
			m := v.(map[string]any)
			m["userId"] = o.Caller
			out, _ := json.Marshal(m)
			return out
		})))
	},
}
