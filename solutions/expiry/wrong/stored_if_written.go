package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var storedIfWritten = solutions.Wrong[New]{
	Name:   "stored-if-written",
	Caught: "E30",
	Why:    "The answer is kept only when it was written without an error: the client that never got it is the one that retries.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			rec, mine := bk.claim(req.Scope())
			if !mine {
				if a := rec.wait(r.Context()); a.Status != 0 {
					a.WriteTo(w)
				}
				return
			}
			bk.finish(req.Scope(), rec, charge(r.Context(), b, req))
			rec.answer.WriteTo(w)
			if r.Context().Err() != nil {
				bk.free(req.Scope())
			}
		})
	},
}
