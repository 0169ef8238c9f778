package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var lookedUpBeforeTheBody = solutions.Wrong[New]{
	Name: "looked-up-before-the-body", Caught: "C19",
	Why: "The key is looked up when the headers are there, and marked as running when the body is: whoever has a slow body finds the key unused, twice.",
	New: func(_ context.Context, b shop.Bank, wh warehouse.Shipper, ttl time.Duration) http.Handler {
		s, n := shop.New(b, wh, ttl), newNotes(ttl)
		s.Once = n.whileUnmarked
		right := s.Handler()
		return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			key, _ := shop.Key(r)
			if a, ok := n.known(shop.Wish{Caller: r.Header.Get("X-User-Id"), Method: r.Method, Path: r.URL.Path, Key: key}); ok {
				a.WriteTo(rw)
				return
			}
			right.ServeHTTP(rw, r)
		})
	},
}
