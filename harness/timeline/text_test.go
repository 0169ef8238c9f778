package timeline_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/timeline"
)

var keyed = judge.Keyed{Effect: "charge", Created: 201, Conflict: 409, Refused: 402, Unknown: 502}

func TestScreens(t *testing.T) {
	for _, s := range screens {
		t.Run(s.name, func(t *testing.T) {
			if s.reason == "" {
				t.Fatal("a screen without a reason")
			}
			p := &tape{}
			s.play(p)
			f := timeline.Failure{
				ID: s.id, Story: s.story, Level: s.level, Case: s.of, Verdict: judge.Broken, History: &p.History,
				Violations: judge.All(&p.History, keyed.Rules()),
				More:       []string{"Again: make test C=keys P=" + s.id, "Hints: challenges/keys/HINTS.md, " + s.id},
			}
			if len(f.Violations) == 0 {
				f.Verdict, f.Why = judge.Inconclusive, "stuck: no progress in real time; the code is at keys.go:31"
			}
			var b bytes.Buffer
			f.Print(&b, timeline.Style{Width: s.width})
			golden(t, s.name, b.String())
			inert(t, b.String())
			fits(t, b.String(), s.width)
		})
	}
}

// golden compares text with testdata/name.txt; UPDATE=1 writes the file.
func golden(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join("testdata", name+".txt")
	if os.Getenv("UPDATE") != "" {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (UPDATE=1 writes it)", err)
	}
	if d := cmp.Diff(string(want), text); d != "" {
		t.Errorf("screen (-want +got), UPDATE=1 accepts it\n%s", d)
	}
}

// A reporter is a *testing.T or a *rapid.T.
type reporter interface {
	Helper()
	Error(args ...any)
	Errorf(format string, args ...any)
}

// inert demands that nothing in text moves a terminal's cursor or mind.
func inert(t reporter, text string) {
	t.Helper()
	if !utf8.ValidString(text) {
		t.Error("the screen is not valid UTF-8")
	}
	for _, r := range text {
		if r != '\n' && !unicode.IsPrint(r) {
			t.Errorf("the screen holds %q", r)
		}
	}
}

// fits demands that text is one screen.
func fits(t reporter, text string, width int) {
	t.Helper()
	ls := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(ls) > 40 {
		t.Errorf("lines of the screen = %d, want at most 40", len(ls))
	}
	if width == 0 {
		width = 100
	}
	for _, l := range ls {
		if n := utf8.RuneCountInString(l); n > width {
			t.Errorf("columns of %q = %d, want at most %d", l, n, width)
		}
	}
}
