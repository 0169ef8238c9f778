package interleave_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"example.com/idempotency/harness/interleave"
)

// A program starts the tasks of one run.
type program func(s *interleave.Scheduler)

// A result is what one driven run left behind.
type result struct {
	outcome interleave.Outcome
	choices []interleave.Choice
	trace   []interleave.Stretch
	steps   int
	took    time.Duration // of virtual time
	left    []string      // what Close returned
	died    any           // what the bubble panicked with: a goroutine stayed behind
}

// limit is for how long of virtual time a run may wait.
const limit = time.Second

// drive runs p in a bubble of its own, until nothing is left to run.
func drive(t *testing.T, cfg interleave.Config, p program) (r result) {
	var s *interleave.Scheduler
	func() {
		defer func() { r.died = recover() }()
		synctest.Test(t, func(*testing.T) {
			start := time.Now()
			s = interleave.New(cfg)
			p(s)
			r.outcome = s.Run(func() bool { return len(s.Live()) == 0 }, limit)
			r.took = time.Since(start)
			r.left = s.Close()
		})
	}()
	r.choices, r.trace, r.steps = s.Choices(), s.Trace(), s.Steps()
	s.Release()
	return r
}

// explore runs every schedule of what build makes, anew for each, and hands each result to see.
func explore(t *testing.T, l interleave.Limits, cfg interleave.Config, build func() program, see func(result) (stop bool)) interleave.Stats {
	return interleave.Explore(l, func(plan []interleave.Switch) ([]interleave.Choice, bool) {
		cfg.Plan = plan
		r := drive(t, cfg, build())
		return r.choices, see(r)
	})
}

// text prints a run in full.
func (r result) text() string {
	var b strings.Builder
	fmt.Fprintln(&b, "outcome", r.outcome, "steps", r.steps, "took", r.took, "left", r.left, "died", r.died)
	for _, s := range r.trace {
		fmt.Fprintln(&b, s.Task, s.Mark, s.Lines)
	}
	for _, c := range r.choices {
		fmt.Fprintln(&b, c)
	}
	return b.String()
}

// at is a statement of a program, point a synchronisation.
func at(line int)     { interleave.At(labels[line]) }
func point(op string) { interleave.Point(op) }

var labels = func() (l [20]string) {
	for i := range l {
		l[i] = fmt.Sprintf("p.go:%d", i)
	}
	return l
}()

// start starts a goroutine as rewritten code does.
func start(f func()) {
	point("go")
	go func() {
		defer interleave.Enter()()
		f()
	}()
}

// tasks starts n tasks that all run f, of one class or of none.
func tasks(s *interleave.Scheduler, n int, class string, f func(i int)) {
	for i := range n {
		s.Go(fmt.Sprintf("#%d", i+1), class, func() { f(i) })
	}
}

// reasoned fails a table of which a row does not say why it is there.
func reasoned(t *testing.T, why ...string) {
	t.Helper()
	if i := slices.Index(why, ""); i >= 0 {
		t.Fatalf("row %d has no reason", i)
	}
}
