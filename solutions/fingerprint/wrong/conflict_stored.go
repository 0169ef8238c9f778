package wrong

import (
	"context"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var conflictStored = solutions.Wrong[New]{
	Name:   "conflict-stored",
	Caught: "F18",
	Why:    "Whatever was answered is stored, also the 409 of a duplicate that came while the first was running.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		var running, answers sync.Map
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			id := o.Identity()
			if a, ok := answers.Load(id); ok {
				return a.(reservations.Answer)
			}
			a := reservations.InFlight
			if _, taken := running.LoadOrStore(id, true); !taken {
				if b, ok := answers.Load(id); ok { // it has come meanwhile
					running.Delete(id)
					return b.(reservations.Answer)
				}
				a = reserve(ctx, s, o)
				defer running.Delete(id)
			}
			if a.Final() {
				answers.Store(id, a)
				time.AfterFunc(window, func() { answers.Delete(id) })
			}
			return a
		})
	},
}
