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

var bodyChoosesStatus = solutions.Wrong[New]{
	Name:   "body-chooses-status",
	Caught: "F11",
	Why:    "The status is taken from the body where it has one.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			return b.once(ctx, o.Identity(), func() reservations.Answer {
				a := reserve(ctx, s, o)
				var asked struct{ Status string }
				var made reservations.View
				if json.Unmarshal(o.Canonical, &asked) == nil && asked.Status != "" && json.Unmarshal(a.Body, &made) == nil && made.ID != "" {
					made.Status = asked.Status
					a.Body, _ = json.Marshal(made)
				}
				return a
			})
		})
	},
}
