package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var keyHeaderWins = solutions.Wrong[New]{
	Name:   "key-header-wins",
	Caught: "F5",
	Why:    "Where a client sends an Idempotency-Key it is used in place of the fingerprint: what the order is does not count any more.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return reservations.Mux(func(w http.ResponseWriter, r *http.Request) {
			o, ok := reservations.Read(w, r)
			if !ok {
				return
			}
			var id any = o.Identity()
			if k := r.Header.Get("Idempotency-Key"); k != "" {
				id = [2]string{o.Caller, k}
			}
			b.once(r.Context(), id, func() reservations.Answer { return reserve(r.Context(), s, o) }).WriteTo(w)
		})
	},
}
