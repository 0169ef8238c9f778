package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var emptySuccess = solutions.Wrong[New]{
	Name:   "empty-success",
	Caught: "K20",
	Why:    "A refused charge wakes those who wait and leaves them no answer: they are told 200, with nothing in it.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			rec, mine := bk.claim(req.Scope())
			if mine {
				a := charge(r.Context(), b, req)
				if final(a) {
					rec.answer = a
				} else {
					bk.free(req.Scope())
				}
				close(rec.done)
				a.WriteTo(w)
				return
			}
			<-rec.done
			if rec.answer.Location != "" {
				w.Header().Set("Location", rec.answer.Location)
			}
			w.Header().Set("Content-Type", "application/json")
			if rec.answer.Status != 0 {
				w.WriteHeader(rec.answer.Status)
			}
			_, _ = w.Write(rec.answer.Body)
		})
	},
}
