package wrong

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
)

var oneRead = solutions.Wrong[New]{
	Name:   "one-read",
	Caught: "F20",
	Why:    "The body is read with one call of Read: what arrives in pieces breaks off.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		do := serve(makeOnce(s, window, byIdentity))
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			buf := make([]byte, 2<<20)
			n, _ := r.Body.Read(buf)
			r.Body = io.NopCloser(bytes.NewReader(buf[:n]))
			do.ServeHTTP(w, r)
		})
	},
}
