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

var bodyChoosesId = solutions.Wrong[New]{
	Name:   "body-chooses-id",
	Caught: "F11",
	Why:    "The seed makes the order of an id and then of all that is in the body: an id in the body wins.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			return b.once(ctx, o.Identity(), func() reservations.Answer {
				a := reserve(ctx, s, o)
				if a.Status == http.StatusCreated {
					var made map[string]json.RawMessage
					_ = json.Unmarshal(a.Body, &made)
					_ = json.Unmarshal(o.Canonical, &made)
					a.Body, _ = json.Marshal(made)
				}
				return a
			})
		})
	},
}
