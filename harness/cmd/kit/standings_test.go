package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/gallery"
	"example.com/idempotency/harness/judge"
)

// That an answer may be missed over HTTP is proven by how it is found in the process, and by what was
// not judged: a reason that has nothing to do with that excuses nothing.
func TestStandings(t *testing.T) {
	const why = "nobody can from outside"
	partly := harness.Result{Verdict: judge.Held, Left: []harness.Left{{Case: "two", Why: why}}}
	at := func(name string) *gallery.Found { return &gallery.Found{Case: name} }
	for _, tt := range []struct {
		reason string
		answer served
		want   standing
		says   string
	}{
		{"the promise that it names breaks", served{Broken: []string{"K9"}, Gates: at("")}, byNamed, "K9"},
		{"another one breaks", served{Broken: []string{"K5", "K6"}, Gates: at("")}, byOther, "K5 K6"},
		{"it breaks, and no gate shows it in the process", served{Broken: []string{"K9"}, Explored: &gallery.Found{Switches: 1}}, byLuck, "happened"},
		{"it is a data race", served{Race: true}, inside, "race detector"},
		{"its promise is not judged", served{Gates: at("one"), Named: harness.Result{Verdict: judge.NotJudged, Why: why}}, inside, "one: " + why},
		{"the case that shows it is not judged", served{Gates: at("two"), Named: partly}, inside, "two: " + why},
		{"another case is not judged", served{Gates: at("one"), Named: partly}, missed, "is to be caught"},
		{"another case is not judged, and it takes a schedule", served{Explored: &gallery.Found{Case: "one", Switches: 2}, Named: partly}, inside, "a schedule"},
		{"it takes a schedule that was drawn", served{Explored: &gallery.Found{Drawn: true}}, inside, "a schedule"},
		{"the default schedule shows it", served{Explored: at("")}, missed, "is to be caught"},
		{"gates show it as well as a schedule", served{Gates: at(""), Explored: &gallery.Found{Switches: 1}}, missed, "is to be caught"},
		{"a storm shows it, which is judged", served{Explored: at("storm with seed 1")}, missed, "is to be caught"},
		{"a storm shows it, which is judged in part", served{Explored: at("storm with seed 1"), Named: harness.Result{Left: []harness.Left{{Case: "storm", Why: why}}}}, inside, why},
		{"nothing shows it", served{}, missed, "in the process, too"},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			require.NotEmpty(t, tt.reason)
			tt.answer.Caught = "K9"
			got, says := tt.answer.stands()
			assert.Equal(t, tt.want, got)
			assert.Contains(t, says, tt.says)
		})
	}
}
