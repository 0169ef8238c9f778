package wrong

import (
	"bytes"
	"encoding/json"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var trailingBytes = solutions.Wrong[New]{
	Name: "trailing-bytes", Caught: "C10",
	Why: "The decoder stops behind the first JSON value and never looks at what follows it.",
	New: but(func(s *shop.Shop) {
		s.ReadOrder = func(body []byte) (shop.OrderRequest, error) {
			var first json.RawMessage
			_ = json.NewDecoder(bytes.NewReader(body)).Decode(&first)
			return shop.ReadOrder(first)
		}
	}),
}
