// Package solutionstest tests a challenge's suite with its solutions: the reference and the
// alternatives hold every promise, each wrong answer breaks the one that it names, and no text is
// missing.
package solutionstest

import (
	"testing"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/gallery"
	"example.com/idempotency/solutions"
)

// Run judges the answers as subtests of t. The function build is that of the challenge's suite.
func Run[F any](t *testing.T, s harness.Suite, build func(F) harness.Builder, reference F, alternatives []solutions.Alternative[F], wrong []solutions.Wrong[F]) {
	t.Helper()
	t.Run("whole", func(t *testing.T) { whole(t, s, len(alternatives), len(wrong)) })
	right := []gallery.Answer{{Name: "reference", Build: build(reference)}}
	for _, a := range alternatives {
		if a.Tradeoff == "" {
			t.Errorf("alternative %s does not say when to choose it", a.Name)
		}
		right = append(right, gallery.Answer{Name: a.Name, Build: build(a.New)})
	}
	var bad []gallery.Answer
	for _, a := range wrong {
		bad = append(bad, gallery.Answer{Name: a.Name, Caught: a.Caught, Why: a.Why, Race: a.Race, Shared: a.Shared, Build: build(a.New)})
	}
	gallery.Run(t, s, right, bad)
}
