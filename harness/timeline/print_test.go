package timeline_test

import (
	"bytes"
	"flag"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/timeline"
)

// A failing draw is told, with its seed, and not written beside the code.
func init() { _ = flag.Set("rapid.nofailfile", "true") }

func printed(f timeline.Failure, st timeline.Style) string {
	var b bytes.Buffer
	f.Print(&b, st)
	return b.String()
}

// TestAlmostEmpty: a failure of which little is known is printed all the same.
func TestAlmostEmpty(t *testing.T) {
	for _, tt := range []struct {
		f    timeline.Failure
		want string
	}{
		{timeline.Failure{ID: "K1", Story: "a story", Level: 1}, "✗ K1   a story   level 1\n"},
		{timeline.Failure{ID: "K1", Story: "a story", Level: 1, History: &history.History{}}, "✗ K1   a story   level 1\n"},
		{
			timeline.Failure{ID: "K10", Story: "a story", Level: 2, Verdict: judge.Inconclusive, Why: "no two requests\noverlapped"},
			"? K10  a story   level 2\n       inconclusive: no two requests\\noverlapped\n",
		},
		{
			timeline.Failure{ID: "K1", Story: "a story", Level: 1, Violations: []judge.Violation{{Subject: "a", Got: "1", Want: "0"}}},
			"✗ K1   a story   level 1\n       a = 1, want 0\n",
		},
	} {
		if d := cmp.Diff(tt.want, printed(tt.f, timeline.Style{})); d != "" {
			t.Errorf("screen (-want +got)\n%s", d)
		}
	}
}

// TestManyViolations: the first three are told, and how many more there are.
func TestManyViolations(t *testing.T) {
	f := timeline.Failure{ID: "K1", Story: "a story", Level: 1}
	for i := range 9 {
		f.Violations = append(f.Violations, judge.Violation{Subject: fmt.Sprint("a", i), Got: "1", Want: "0", Likely: fmt.Sprint("cause ", i)})
	}
	want := "✗ K1   a story   level 1\n       a0 = 1, want 0\n       a1 = 1, want 0\n       a2 = 1, want 0\n       and 6 more\n       Likely: cause 0\n"
	if d := cmp.Diff(want, printed(f, timeline.Style{})); d != "" {
		t.Errorf("screen (-want +got)\n%s", d)
	}
}

// TestCause: the cause of another violation is told only when it is about the same requests.
func TestCause(t *testing.T) {
	first := judge.Violation{Subject: "status of #2", Got: "200", Want: "201", Attempts: []int{2}}
	for _, tt := range []struct {
		second judge.Violation
		want   bool
	}{
		{judge.Violation{Subject: "body of #2", Attempts: []int{2}, Likely: "why"}, true},
		{judge.Violation{Subject: "body of #3", Attempts: []int{3}, Likely: "why"}, false},
	} {
		f := timeline.Failure{Violations: []judge.Violation{first, tt.second}}
		if got := strings.Contains(printed(f, timeline.Style{}), "Likely: why"); got != tt.want {
			t.Errorf("cause of %q told = %v, want %v", tt.second.Subject, got, tt.want)
		}
	}
}

var paint = regexp.MustCompile("\x1b\\[[0-9;]*m")

// TestPaint: colour changes nothing but the colour, and ends on the line where it begins.
func TestPaint(t *testing.T) {
	colour := func(code string) func(string) string {
		return func(s string) string { return "\x1b[" + code + "m" + s + "\x1b[0m" }
	}
	for _, s := range screens {
		p := &tape{}
		s.play(p)
		f := timeline.Failure{ID: s.id, Story: s.story, Level: s.level, History: &p.History, Violations: judge.All(&p.History, keyed.Rules()), More: []string{"Again: make test"}}
		painted := printed(f, timeline.Style{Bad: colour("31;1"), Good: colour("32"), Dim: colour("2"), Bold: colour("1"), Width: s.width})
		if d := cmp.Diff(printed(f, timeline.Style{Width: s.width}), paint.ReplaceAllString(painted, "")); d != "" {
			t.Errorf("%s without its paint (-want +got)\n%s", s.name, d)
		}
		for l := range strings.Lines(painted) {
			if strings.Count(l, "\x1b[0m") != strings.Count(l, "\x1b[")/2 {
				t.Errorf("paint runs over the end of %q", l)
			}
		}
	}
}

// TestAnyFailureFits: whatever was sent, answered and judged, the screen is inert, narrow and short.
func TestAnyFailureFits(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.Map(rapid.IntRange(100, 900), func(n int) string { return strings.Repeat("long\x1b ", n) }), rapid.Just("\xff\r\n\a"))
	rapid.Check(t, func(t *rapid.T) {
		p := &tape{}
		for range rapid.IntRange(0, 20).Draw(t, "requests") {
			a := p.send(text.Draw(t, "key"), 100)
			n := a.N
			a.Path, a.Caller, a.Body, a.Note, a.Mark = text.Draw(t, "path"), text.Draw(t, "caller"), text.Draw(t, "body"), text.Draw(t, "note"), text.Draw(t, "mark")
			if rapid.Bool().Draw(t, "step") {
				p.ran(fmt.Sprint("#", n), lines(n, 3*n)...)
			}
			p.start(n)
			p.later(time.Duration(rapid.Int64Range(0, 1e17).Draw(t, "takes")))
			p.end(n, history.Done)
			p.note(history.Gate, text.Draw(t, "gate"))
			p.ends(n, rapid.SampledFrom([]history.End{history.Answered, history.Dropped, history.Left}).Draw(t, "end"))
			a = p.Attempt(n)
			a.Panic, a.Answer = text.Draw(t, "panic"), history.Answer{Status: 200, Body: text.Draw(t, "answer")}
		}
		f := timeline.Failure{
			ID: "K1", Story: strings.Repeat("a story ", 20), Level: 3, Case: text.Draw(t, "case"), Verdict: judge.Broken,
			History: &p.History, More: []string{"Again: make test C=keys P=K1", "Hints: challenges/keys/HINTS.md, K1"},
		}
		for range rapid.IntRange(0, 6).Draw(t, "violations") {
			f.Violations = append(f.Violations, judge.Violation{
				Subject: text.Draw(t, "subject"), Got: text.Draw(t, "got"), Want: text.Draw(t, "want"), Likely: text.Draw(t, "likely"),
				Effects: rapid.SliceOf(rapid.IntRange(1, 40)).Draw(t, "effects"), Attempts: []int{1, 2},
			})
		}
		if len(f.Violations) == 0 {
			f.Verdict, f.Why = judge.Inconclusive, text.Draw(t, "why")
		}
		width := rapid.IntRange(40, 200).Draw(t, "width")
		out := printed(f, timeline.Style{Width: width})
		inert(t, out)
		fits(t, out, width)
	})
}
