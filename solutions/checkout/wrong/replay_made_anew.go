package wrong

import (
	"context"
	"encoding/json"
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var replayMadeAnew = solutions.Wrong[New]{
	Name: "replay-made-anew", Caught: "C4",
	Why: "A replay shows the order as it is now, not as the first answer did.",
	New: but(func(s *shop.Shop) {
		ring := s.Once
		s.Once = func(ctx context.Context, w shop.Wish, do func(id string) shop.Answer) shop.Answer {
			a := ring(ctx, w, do)
			var made struct{ ID string }
			_ = json.Unmarshal(a.Body, &made)
			if o, ok := s.FindOrder(w.Caller, made.ID); ok && w.Path == "/orders" {
				return shop.Success(http.StatusCreated, json.RawMessage(s.Show(o).Body))
			}
			return a
		}
	}),
}
