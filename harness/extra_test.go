package harness_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/scenarios"
)

// Scenarios that are added are judged behind the suite's own and told apart; the suite that they
// are added to stays as it is.
func TestWith(t *testing.T) {
	s := harness.Suite{Name: "x", Scenarios: scenarios.Number("K", op.Retry(), op.OtherKeys())}
	build := func(w *harness.World) http.Handler { return &good{w: w, seen: map[string]*entry{}} }
	one := s.With(scenarios.Number("X", op.Replay()))
	more := op.Duplicates()
	more.ID = "X7"
	both := one.With([]harness.Scenario{more})
	for _, tt := range []struct {
		suite harness.Suite
		want  []string
	}{{s, []string{"K1", "K2"}}, {one, []string{"K1", "K2", "X1"}}, {both, []string{"K1", "K2", "X1", "X7"}}} {
		r := tt.suite.Check(t, build, harness.Options{})
		var ids []string
		for i, x := range r.Results {
			ids = append(ids, x.ID)
			assert.Equal(t, i >= 2, x.Extra, x.ID)
			assert.Equal(t, judge.Held, x.Verdict, x.ID)
		}
		assert.Equal(t, tt.want, ids)
	}
	assert.PanicsWithValue(t, "harness: scenario K1: the suite of x has one with that ID: number yours X1, X2, and so on", func() {
		s.With(scenarios.Number("K", op.Replay())).Check(t, build, harness.Options{})
	})
}
