package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var replayWithoutContentType = solutions.Wrong[New]{
	Name:   "replay-without-content-type",
	Caught: "K3",
	Why:    "The body is stored and its Content-Type is not: a replay is labelled as plain text.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			rec, mine := bk.claim(req.Scope())
			if mine {
				bk.finish(req.Scope(), rec, charge(r.Context(), b, req))
				rec.answer.WriteTo(w)
				return
			}
			if a := rec.wait(r.Context()); a.Status != 0 {
				if a.Location != "" {
					w.Header().Set("Location", a.Location)
				}
				w.WriteHeader(a.Status)
				_, _ = w.Write(a.Body)
			}
		})
	},
}
