package runner

import (
	"context"
	"errors"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
)

// A Death is the end of a test process in the middle of a scenario.
type Death struct {
	ID  string // the scenario; empty: before the first
	Why string // in one line
	Log string // the end of what the process printed

	Late bool // the kit ended it: the suite ran for too long

	scenario harness.Result // as it began
	glutton  bool           // it used too much memory, which takes its time
}

// result is the verdict on a scenario in which the process ended: inconclusive when the kit ended it.
func (d Death) result() harness.Result {
	r := d.scenario
	r.Verdict, r.Complete = judge.Broken, false
	if d.Late {
		r.Verdict, r.Why = judge.Inconclusive, d.Why
		return r
	}
	r.Violations = []judge.Violation{{Rule: "process-lives", Subject: "the process of this scenario", Got: d.Why, Want: "that it lives"}}
	return r
}

var (
	fatal   = regexp.MustCompile(`(?m)^(fatal error: .*|panic: .*)$`)
	learner = regexp.MustCompile(`(?m)^\t(\S+/(?:challenges|solutions)/\S+\.go:\d+|\S+\.go:\d+)`)
)

// cause says in one line why a process ended.
func cause(ctx context.Context, err error, log string) string {
	if ctx.Err() != nil {
		return "it was ended: the suite ran for longer than its limit"
	}
	if m := fatal.FindString(log); m != "" {
		if l := firstLearner(log[strings.Index(log, m):]); l != "" {
			m += " at " + l
		}
		return m
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return "it exited: " + exit.String() + "; a handler must not end the process"
	}
	return "it exited with status 0 before the suite had ended; a handler must not end the process"
}

func firstLearner(stack string) string {
	for _, m := range learner.FindAllStringSubmatch(stack, -1) {
		if !standard(m[1]) {
			return filepath.Base(m[1])
		}
	}
	return ""
}

// standard reports whether a file is the standard library's, a module's or the harness's.
func standard(path string) bool {
	return strings.Contains(path, "/src/") || strings.Contains(path, "/pkg/mod/") || strings.Contains(path, "/harness/")
}

// A tail keeps the end of what is written to it.
type tail struct {
	buf  []byte
	most int
}

func (t *tail) Write(p []byte) (int, error) {
	t.buf = append(t.buf, p...)
	if len(t.buf) > 2*t.most {
		t.buf = append([]byte(nil), t.buf[len(t.buf)-t.most:]...)
	}
	return len(p), nil
}

func (t *tail) String() string { return string(t.buf) }

func lastLines(s string, n int) string {
	l := strings.Split(strings.TrimRight(s, "\n"), "\n")
	return strings.Join(l[max(0, len(l)-n):], "\n")
}
