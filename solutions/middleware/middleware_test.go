package middleware_test

import (
	"testing"

	"example.com/idempotency/challenges/middleware/middlewaretest"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/alternatives"
	"example.com/idempotency/solutions/middleware/wrong"
	"example.com/idempotency/solutions/solutionstest"
)

// The reference and the alternatives hold every promise; each wrong answer breaks the one it names.
func TestGallery(t *testing.T) {
	solutionstest.Run(t, middlewaretest.Suite, middlewaretest.Build[middleware.Config], middleware.Idempotent, alternatives.All, wrong.All)
}
