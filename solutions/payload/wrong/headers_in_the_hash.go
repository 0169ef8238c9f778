package wrong

import (
	"bytes"
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var headersInTheHash = solutions.Wrong[New]{
	Name:   "headers-in-the-hash",
	Caught: "P15",
	Why:    "The whole request is hashed, headers included: a retry from another network, or with another trace id, is another payload.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serveWith(func(w http.ResponseWriter, r *http.Request) (transfers.Request, bool) {
			req, ok := transfers.Read(w, r)
			if ok {
				var head bytes.Buffer
				_ = r.Header.Write(&head)
				req.Body = append(head.Bytes(), req.Body...)
			}
			return req, ok
		}, moveOnce(b, byHash))
	},
}
