package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var looksWithoutTheLock = solutions.Wrong[New]{
	Name: "looks-without-the-lock", Caught: "C22",
	Why:  "An order is encoded for a look without the lock under which it is changed.",
	Race: true,
	New: but(func(s *shop.Shop) {
		s.Show = func(o *shop.Order) shop.Answer { return shop.Success(http.StatusOK, o) }
	}),
}
