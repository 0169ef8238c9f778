package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var contentTypeCompared = solutions.Wrong[New]{
	Name:   "content-type-compared",
	Caught: "P15",
	Why:    "The content type is a part of what is compared: with a charset behind it, it is another payload.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serveWith(func(w http.ResponseWriter, r *http.Request) (transfers.Request, bool) {
			req, ok := transfers.Read(w, r)
			req.Body = append(req.Body, r.Header.Get("Content-Type")...)
			return req, ok
		}, moveOnce(b, byHash))
	},
}
