package wrong

import (
	"crypto/rand"
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var noKeyNoProtection = solutions.Wrong[New]{
	Name: "no-key-no-protection", Caught: "C9",
	Why: "A request without a key is carried out unprotected instead of being refused.",
	New: but(func(s *shop.Shop) {
		s.ReadKey = func(r *http.Request) (string, error) {
			if r.Header.Get("Idempotency-Key") == "" {
				return rand.Text(), nil
			}
			return shop.Key(r)
		}
	}),
}
