package wrong

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var halfUploadKeepsTheMark = solutions.Wrong[New]{
	Name: "half-upload-keeps-the-mark", Caught: "C29",
	Why: "A key is marked as running before the body is read, and a body that breaks off leaves the mark where it is.",
	New: func(_ context.Context, b shop.Bank, wh warehouse.Shipper, ttl time.Duration) http.Handler {
		s := shop.New(b, wh, ttl)
		right := s.Handler()
		var marks sync.Map
		return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			mark := shop.Scope{Caller: r.Header.Get("X-User-Id"), Method: r.Method, Path: r.URL.Path, Key: r.Header.Get("Idempotency-Key")}
			if mark.Key == "" || r.Method != http.MethodPost {
				right.ServeHTTP(rw, r)
				return
			}
			if _, busy := marks.LoadOrStore(mark, true); busy {
				shop.InFlight.WriteTo(rw)
				return
			}
			body, err := io.ReadAll(r.Body)
			if err != nil {
				return // nobody is there to be answered
			}
			defer marks.Delete(mark)
			r.Body = io.NopCloser(bytes.NewReader(body))
			right.ServeHTTP(rw, r)
		})
	},
}
