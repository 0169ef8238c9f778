package expiry_test

import (
	"testing"

	"example.com/idempotency/challenges/expiry/expirytest"
	"example.com/idempotency/solutions/expiry"
	"example.com/idempotency/solutions/expiry/alternatives"
	"example.com/idempotency/solutions/expiry/wrong"
	"example.com/idempotency/solutions/solutionstest"
)

// The reference and the alternatives hold every promise; each wrong answer breaks the one it names.
func TestGallery(t *testing.T) {
	solutionstest.Run(t, expirytest.Suite, expirytest.Build, expiry.New, alternatives.All, wrong.All)
}
