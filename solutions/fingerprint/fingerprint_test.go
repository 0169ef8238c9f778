package fingerprint_test

import (
	"testing"

	"example.com/idempotency/challenges/fingerprint/fingerprinttest"
	"example.com/idempotency/solutions/fingerprint"
	"example.com/idempotency/solutions/fingerprint/alternatives"
	"example.com/idempotency/solutions/fingerprint/wrong"
	"example.com/idempotency/solutions/solutionstest"
)

// The reference and the alternatives hold every promise; each wrong answer breaks the one it names.
func TestGallery(t *testing.T) {
	solutionstest.Run(t, fingerprinttest.Suite, fingerprinttest.Build, fingerprint.New, alternatives.All, wrong.All)
}
