package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var lookedUpBeforeTheBody = solutions.Wrong[New]{
	Name:   "looked-up-before-the-body",
	Caught: "P19",
	Why:    "The key is looked up before the body is read and claimed after it, without another look: while one body is on its way the other request passes too.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		bk := newBook()
		return transfers.Mux(func(w http.ResponseWriter, r *http.Request) {
			id, ok := transfers.Head(w, r, transfers.Key)
			if !ok {
				return
			}
			rec := bk.look(id)
			req, err := transfers.Body(r.Body)
			if err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
			switch {
			case rec == nil:
				rec, _ = bk.claim(id, byHash(req))
				a := move(r.Context(), b, req.Transfer)
				select {
				case <-rec.done:
				default:
					bk.finish(id, rec, a)
				}
			case rec.payload != byHash(req):
				transfers.Mismatch.WriteTo(w)
				return
			}
			if a := rec.wait(r.Context()); a.Status != 0 {
				a.WriteTo(w)
			}
		})
	},
}
