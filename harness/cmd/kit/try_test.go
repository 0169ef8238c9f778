package main

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/gallery"
	"example.com/idempotency/harness/internal/slow"
	"example.com/idempotency/harness/judge"
)

// A scenario is fit for use when every right answer holds it and some wrong one does not.
func TestTried(t *testing.T) {
	row := func(name, caught string, broken ...string) gallery.Row {
		r := gallery.Row{Name: name, Caught: caught, Broken: map[string][]string{}}
		for _, id := range broken {
			r.Broken[id] = []string{"wanted-status"}
		}
		return r
	}
	rows := []gallery.Row{
		row("reference", ""), row("waits", "", "X2"), row("check-then-act", "K9", "X1", "X2"), row("no-key", "K6", "X1"),
	}
	for _, tt := range []struct {
		reason string
		x      harness.Result
		fit    bool
		says   string
	}{
		{"it tells right from wrong", harness.Result{ID: "X1", Name: "a", Verdict: judge.Held}, true, "X1 a   right answers that hold it: 2 of 2   wrong ones that it catches: 2 of 2\n   such as check-then-act, no-key\n"},
		{"a right answer breaks it", harness.Result{ID: "X2", Name: "b", Verdict: judge.Held}, false, "X2 b   right answers that hold it: 1 of 2   wrong ones that it catches: 1 of 2\n   ✗ it breaks right answers: waits wanted-status\n"},
		{"nothing breaks it", harness.Result{ID: "X3", Name: "c", Verdict: judge.Held}, false, "X3 c   right answers that hold it: 2 of 2   wrong ones that it catches: 0 of 2\n   ✗ it catches none: does it put anything to the test?\n"},
		{"it proves nothing", harness.Result{ID: "X1", Name: "a", Verdict: judge.Inconclusive, Why: "no two requests overlapped"}, false, "X1 a   right answers that hold it: 2 of 2   wrong ones that it catches: 2 of 2\n   inconclusive: no two requests overlapped\n"},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			var out bytes.Buffer
			k := &kit{out: &screen{Writer: &out}}
			assert.Equal(t, tt.fit, k.tried(tt.x, rows))
			assert.Equal(t, tt.says, out.String())
		})
	}
}

// The example of the documentation is fair; one that asks duplicates in flight for 201 is not, since
// 409 is right as well.
func TestTry(t *testing.T) {
	slow.Test(t)
	root := sandbox(t)
	text := example(t, root)
	const fair = "\t\t\tr := pay.Request(c.Key(\"k1\"), 100)\n\t\t\tc.Burst(r, r)\n"
	require.Contains(t, text, fair)
	unfair := strings.Replace(text, fair, strings.Replace(fair, "100)\n", "100).Expect(201)\n", 1), 1)
	unfair = strings.Replace(unfair, "c.Fates(harness.Refuse, harness.Refuse)", "", 1)
	var out bytes.Buffer
	code := runIn(context.Background(), root, []string{"try", "-c", "keys", "--extra", added(t, unfair)}, &screen{Writer: &out})
	assert.Equal(t, 1, code, out.String())
	assert.Regexp(t, `X1 a-year-later   right answers that hold it: (\d+) of (\d+)   wrong ones that it catches: [1-9]`, out.String())
	assert.Regexp(t, `X2 refused-twice   right answers .*\n   ✗ it breaks right answers: .*conflict-while-running`, out.String())
	assert.Equal(t, 2, runIn(context.Background(), root, []string{"try", "-c", "keys"}, &screen{Writer: &out}), "no folder is named")
}
