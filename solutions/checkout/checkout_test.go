package checkout_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"example.com/idempotency/challenges/checkout/checkouttest"
	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions/checkout"
	"example.com/idempotency/solutions/checkout/alternatives"
	"example.com/idempotency/solutions/checkout/internal/shop"
	"example.com/idempotency/solutions/checkout/wrong"
	"example.com/idempotency/solutions/solutionstest"
)

// The reference and the alternatives hold every promise; each wrong answer breaks the one it names.
func TestGallery(t *testing.T) {
	solutionstest.Run(t, checkouttest.Suite, checkouttest.Build[shop.Bank], reference, alternatives.All, wrong.All)
}

// reference has the bank's type under the name that all answers here share.
func reference(ctx context.Context, b shop.Bank, s warehouse.Shipper, ttl time.Duration) http.Handler {
	return checkout.New(ctx, b, s, ttl)
}
