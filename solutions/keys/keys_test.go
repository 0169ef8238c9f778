package keys_test

import (
	"testing"

	"example.com/idempotency/challenges/keys/keystest"
	"example.com/idempotency/solutions/keys"
	"example.com/idempotency/solutions/keys/alternatives"
	"example.com/idempotency/solutions/keys/wrong"
	"example.com/idempotency/solutions/solutionstest"
)

// The reference and the alternatives hold every promise; each wrong answer breaks the one it names.
func TestGallery(t *testing.T) {
	solutionstest.Run(t, keystest.Suite, keystest.Build, keys.New, alternatives.All, wrong.All)
}
