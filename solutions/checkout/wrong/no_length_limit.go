package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var noLengthLimit = solutions.Wrong[New]{
	Name: "no-length-limit", Caught: "C23",
	Why: "A key of any length is taken, and kept.",
	New: but(func(s *shop.Shop) {
		s.ReadKey = func(r *http.Request) (string, error) {
			k := r.Header.Get("Idempotency-Key")
			if len(k) > 255 {
				return k, nil
			}
			return shop.Key(r)
		}
	}),
}
