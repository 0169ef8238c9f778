package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var checkThenAct = solutions.Wrong[New]{
	Name: "check-then-act", Caught: "C14",
	Why: "The key is looked up before the order is made and stored after it, in two steps.",
	New: but(func(s *shop.Shop) { s.Once = newNotes(s.TTL).checkThenAct }),
}
