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

var halfUploadKeepsMark = solutions.Wrong[New]{
	Name:   "half-upload-keeps-mark",
	Caught: "I28",
	Why:    "The key is marked before the body is read; a bad body frees it again, one that breaks off does not.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return markedFirst(bk, func(w http.ResponseWriter, r *http.Request, id payments.Scope) {
			data, err := io.ReadAll(r.Body)
			if err != nil {
				return // nobody is there to be answered
			}
			req, err := payments.Body(bytes.NewReader(data))
			if err != nil {
				bk.free(id)
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
			a := charge(r.Context(), b, req)
			bk.settle(id, a)
			a.WriteTo(w)
		})
	},
}
