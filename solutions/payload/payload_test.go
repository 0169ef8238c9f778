package payload_test

import (
	"testing"

	"example.com/idempotency/challenges/payload/payloadtest"
	"example.com/idempotency/solutions/payload"
	"example.com/idempotency/solutions/payload/alternatives"
	"example.com/idempotency/solutions/payload/wrong"
	"example.com/idempotency/solutions/solutionstest"
)

// The reference and the alternatives hold every promise; each wrong answer breaks the one it names.
func TestGallery(t *testing.T) {
	solutionstest.Run(t, payloadtest.Suite, payloadtest.Build, payload.New, alternatives.All, wrong.All)
}
