package fulfill_test

import (
	"context"
	"net/http"
	"testing"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/fulfill/fulfilltest"
	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions/fulfill"
	"example.com/idempotency/solutions/fulfill/alternatives"
	"example.com/idempotency/solutions/fulfill/wrong"
	"example.com/idempotency/solutions/internal/orders"
	"example.com/idempotency/solutions/solutionstest"
)

// The reference and the alternatives hold every promise; each wrong answer breaks the one it names.
func TestGallery(t *testing.T) {
	solutionstest.Run(t, fulfilltest.Suite, fulfilltest.Build[orders.Order], reference, alternatives.All, wrong.All)
}

// reference is the reference for the type of order that the others have in common.
func reference(ctx context.Context, os []orders.Order, s warehouse.Shipper, b bank.Refunder) http.Handler {
	own := make([]fulfill.Order, len(os))
	for i, o := range os {
		own[i] = fulfill.Order(o)
	}
	return fulfill.New(ctx, own, s, b)
}
