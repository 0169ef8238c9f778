package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var storedIfWritten = solutions.Wrong[New]{
	Name:   "stored-if-written",
	Caught: "F35",
	Why:    "The answer is kept only when it could be written: a client that left while it was answered orders again.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return reservations.Mux(func(w http.ResponseWriter, r *http.Request) {
			o, ok := reservations.Read(w, r)
			if !ok {
				return
			}
			rec, mine := b.claim(o.Identity())
			if mine {
				b.finish(rec, reserve(r.Context(), s, o))
			}
			a := rec.wait(r.Context())
			if a.Status == 0 {
				return
			}
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(a.Status)
			if _, err := w.Write(a.Body); err != nil && mine {
				b.free(rec.id)
			}
		})
	},
}
