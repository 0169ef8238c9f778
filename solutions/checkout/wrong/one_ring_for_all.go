package wrong

import (
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var oneRingForAll = solutions.Wrong[New]{
	Name:   "one-ring-for-all",
	Shared: true, Caught: "C33",
	Why: "The keys are kept in a variable of the package, which all handlers share.",
	New: but(func(s *shop.Shop) {
		s.Once = everybodys.Once
	}),
}

var everybodys = shop.NewRing(time.Minute)
