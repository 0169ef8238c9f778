package users_test

import (
	"testing"

	"example.com/idempotency/challenges/users/userstest"
	"example.com/idempotency/solutions/solutionstest"
	"example.com/idempotency/solutions/users"
	"example.com/idempotency/solutions/users/alternatives"
	"example.com/idempotency/solutions/users/wrong"
)

// The reference and the alternatives hold every promise; each wrong answer breaks the one it names.
func TestGallery(t *testing.T) {
	solutionstest.Run(t, userstest.Suite, userstest.Build, users.New, alternatives.All, wrong.All)
}
