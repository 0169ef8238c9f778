package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var badBodyStored = solutions.Wrong[New]{
	Name: "bad-body-stored", Caught: "C11",
	Why: "The 400 for an invalid order is stored under its key, which the mended request then gets.",
	New: but(func(s *shop.Shop) {
		k := shop.NewRing(s.TTL)
		k.Payload = func(shop.Wish) any { return nil }
		k.Final = func(a shop.Answer) bool { return shop.Final(a) || a.Status == http.StatusBadRequest }
		s.Once = k.Once
		s.ReadOrder = func([]byte) (shop.OrderRequest, error) { return shop.OrderRequest{}, nil }
		s.Create = func(create func(shop.Wish, string, shop.OrderRequest) shop.Answer) func(shop.Wish, string, shop.OrderRequest) shop.Answer {
			return func(w shop.Wish, id string, _ shop.OrderRequest) shop.Answer {
				req, err := shop.ReadOrder(w.Body)
				if err != nil {
					return shop.Invalid(err)
				}
				return create(w, id, req)
			}
		}(s.Create)
	}),
}
