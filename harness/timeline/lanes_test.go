package timeline_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/timeline"
)

func lanes(h *history.History, vs []judge.Violation, st timeline.Style) string {
	var b bytes.Buffer
	timeline.PrintLanes(&b, h, vs, st)
	return b.String()
}

// TestLanes: each screen of the tests as a diagram in text.
func TestLanes(t *testing.T) {
	for _, s := range screens {
		t.Run(s.name, func(t *testing.T) {
			p := &tape{}
			s.play(p)
			text := lanes(&p.History, judge.All(&p.History, keyed.Rules()), timeline.Style{Width: s.width})
			golden(t, "lanes/"+s.name, text)
			inert(t, text)
		})
	}
}

// TestLanesInFlight: a request that waits is a line that goes on; a key that expires is told.
func TestLanesInFlight(t *testing.T) {
	for name, h := range map[string]*history.History{"together": together(), "expired": expired()} {
		golden(t, "lanes/"+name, lanes(h, nil, timeline.Style{Width: 66}))
	}
}

// TestLanesPaint: colour changes nothing but the colour.
func TestLanesPaint(t *testing.T) {
	colour := func(code string) func(string) string {
		return func(s string) string { return "\x1b[" + code + "m" + s + "\x1b[0m" }
	}
	for _, s := range screens {
		p := &tape{}
		s.play(p)
		vs := judge.All(&p.History, keyed.Rules())
		painted := lanes(&p.History, vs, timeline.Style{Bad: colour("31"), Good: colour("32"), Dim: colour("2"), Width: s.width})
		if d := cmp.Diff(lanes(&p.History, vs, timeline.Style{Width: s.width}), paint.ReplaceAllString(painted, "")); d != "" {
			t.Errorf("%s without its paint (-want +got)\n%s", s.name, d)
		}
	}
}
