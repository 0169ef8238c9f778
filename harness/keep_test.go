package harness_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/scenarios"
)

// A scenario that is held has a history only when it is asked to be kept, and one that puts the
// promise to the test.
func TestKeep(t *testing.T) {
	s := harness.Suite{Name: "x", Scenarios: scenarios.Number("K", op.Retry(), op.Duplicates(), op.NoQueue())}
	build := func(w *harness.World) http.Handler { return &good{w: w, seen: map[string]*entry{}} }
	for _, keep := range []bool{false, true} {
		for _, x := range s.Check(t, build, harness.Options{Keep: keep}).Results {
			assert.Equal(t, judge.Held, x.Verdict, x.ID)
			assert.Equal(t, keep, x.History != nil, "%s has a history", x.ID)
			assert.Empty(t, x.Violations, x.ID)
			if keep && x.ID == "K2" {
				assert.True(t, x.History.Overlap(), "two requests of %s overlap", x.ID)
			}
			if keep && x.ID == "K3" {
				assert.NotEmpty(t, x.Case, "%s has several cases", x.ID)
			}
		}
	}
}
