package wrong

import (
	"context"
	"crypto/sha256"
	"io"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var hashOfTheRest = solutions.Wrong[New]{
	Name:   "hash-of-the-rest",
	Caught: "P9",
	Why:    "The body is hashed after it was decoded, when there is nothing left to read: every payload has the hash of nothing.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serveWith(func(w http.ResponseWriter, r *http.Request) (transfers.Request, bool) {
			req, ok := transfers.Read(w, r)
			h := sha256.New()
			_, _ = io.Copy(h, r.Body)
			req.Body = h.Sum(nil)
			return req, ok
		}, moveOnce(b, func(req transfers.Request) any { return string(req.Body) }))
	},
}
