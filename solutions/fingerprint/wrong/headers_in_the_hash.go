package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var headersInTheHash = solutions.Wrong[New]{
	Name:   "headers-in-the-hash",
	Caught: "F5",
	Why:    "User-Agent is hashed too, to tell devices apart: a retry from the next version of the app is another order.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return reservations.Mux(func(w http.ResponseWriter, r *http.Request) {
			o, ok := reservations.Read(w, r)
			if !ok {
				return
			}
			id := [2]any{o.Identity(), r.UserAgent()}
			b.once(r.Context(), id, func() reservations.Answer { return reserve(r.Context(), s, o) }).WriteTo(w)
		})
	},
}
