package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var lookedUpBeforeTheBody = solutions.Wrong[New]{
	Name:   "looked-up-before-the-body",
	Caught: "K10",
	Why:    "The key is looked up before the body is read and claimed after it: duplicates whose bodies arrive slowly all find it unused.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			key, _ := payments.Key(r)
			bk.mu.Lock()
			rec := bk.records[payments.Scope{Caller: r.Header.Get("X-User-Id"), Key: key}]
			bk.mu.Unlock()
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			if rec == nil {
				rec = &record{done: make(chan struct{})}
				bk.mu.Lock()
				bk.records[req.Scope()] = rec
				bk.mu.Unlock()
				bk.finish(req.Scope(), rec, charge(r.Context(), b, req))
			}
			if a := rec.wait(r.Context()); a.Status != 0 {
				a.WriteTo(w)
			}
		})
	},
}
