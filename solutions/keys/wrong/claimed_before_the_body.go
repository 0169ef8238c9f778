package wrong

import (
	"context"
	"io"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var claimedBeforeTheBody = solutions.Wrong[New]{
	Name:   "claimed-before-the-body",
	Caught: "K19",
	Why:    "The key is claimed before the body is read and not freed when the body breaks off: the complete retry finds it taken for ever.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			var rec *record
			mine := false
			req, ok := payments.ReadWith(w, r, payments.Key, func(body io.Reader) (payments.Request, error) {
				key, _ := payments.Key(r)
				rec, mine = bk.claim(payments.Scope{Caller: r.Header.Get("X-User-Id"), Key: key})
				return payments.Body(body)
			})
			switch {
			case !ok:
				return
			case mine:
				bk.finish(req.Scope(), rec, charge(r.Context(), b, req))
			}
			select {
			case <-rec.done:
				rec.answer.WriteTo(w)
			default:
				payments.InFlight.WriteTo(w)
			}
		})
	},
}
