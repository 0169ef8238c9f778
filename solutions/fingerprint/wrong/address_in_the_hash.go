package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var addressInTheHash = solutions.Wrong[New]{
	Name:   "address-in-the-hash",
	Caught: "F5",
	Why:    "The client's address is a part of the identity: a phone that changes from one network to the next orders again.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return reservations.Mux(func(w http.ResponseWriter, r *http.Request) {
			o, ok := reservations.Read(w, r)
			if !ok {
				return
			}
			id := [2]any{o.Identity(), r.RemoteAddr}
			b.once(r.Context(), id, func() reservations.Answer { return reserve(r.Context(), s, o) }).WriteTo(w)
		})
	},
}
