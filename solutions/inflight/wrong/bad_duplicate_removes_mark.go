package wrong

import (
	"bytes"
	"context"
	"io"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var badDuplicateRemovesMark = solutions.Wrong[New]{
	Name:   "bad-duplicate-removes-mark",
	Caught: "I12",
	Why:    "A request with a bad body frees the key of the one that is in flight under it.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		pay := payOnce(bk, b, byScope)
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			data, err := io.ReadAll(r.Body)
			if err != nil {
				return
			}
			r.Body = io.NopCloser(bytes.NewReader(data))
			if _, err := payments.Body(bytes.NewReader(data)); err != nil {
				id := payments.Scope{Caller: r.Header.Get("X-User-Id"), Key: r.Header.Get("Idempotency-Key")}
				if a, ok := bk.look(id); ok && a.Status == 0 {
					bk.free(id)
				}
			}
			if req, ok := payments.Read(w, r); ok {
				reply(w, pay(r.Context(), req))
			}
		})
	},
}
