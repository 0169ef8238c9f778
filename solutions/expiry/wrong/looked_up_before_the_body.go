package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var lookedUpBeforeTheBody = solutions.Wrong[New]{
	Name:   "looked-up-before-the-body",
	Caught: "E15",
	Why:    "The key is looked up before the body is read and claimed after it: duplicates whose bodies arrive slowly all find it unused.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			key, _ := payments.Key(r)
			rec := bk.look(payments.Scope{Caller: r.Header.Get("X-User-Id"), Key: key})
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			if rec == nil {
				rec = bk.begin(req.Scope())
				bk.finish(req.Scope(), rec, charge(r.Context(), b, req))
			}
			if a := rec.wait(r.Context()); a.Status != 0 {
				a.WriteTo(w)
			}
		})
	},
}
