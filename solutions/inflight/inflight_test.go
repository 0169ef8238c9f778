package inflight_test

import (
	"testing"

	"example.com/idempotency/challenges/inflight/inflighttest"
	"example.com/idempotency/solutions/inflight"
	"example.com/idempotency/solutions/inflight/alternatives"
	"example.com/idempotency/solutions/inflight/wrong"
	"example.com/idempotency/solutions/solutionstest"
)

// The reference and the alternatives hold every promise; each wrong answer breaks the one it names.
func TestGallery(t *testing.T) {
	solutionstest.Run(t, inflighttest.Suite, inflighttest.Build, inflight.New, alternatives.All, wrong.All)
}
