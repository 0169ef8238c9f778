package sync_test

import (
	"fmt"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"example.com/idempotency/harness/interleave"
)

// A mode is a way in which rewritten code runs.
type mode struct {
	name string
	run  func(t *testing.T, f func())
}

var modes = []mode{
	{"outside", func(_ *testing.T, f func()) { f() }},
	{"bubble", func(t *testing.T, f func()) { synctest.Test(t, func(*testing.T) { f() }) }},
	{"driven", func(t *testing.T, f func()) {
		_, o := drive(t, interleave.Config{}, f)
		finished(t, o)
	}},
}

// drive runs tasks in a bubble, until they have ended.
func drive(t *testing.T, cfg interleave.Config, tasks ...func()) (choices []interleave.Choice, o interleave.Outcome) {
	var s *interleave.Scheduler
	var died any
	func() {
		defer func() { died = recover() }()
		synctest.Test(t, func(*testing.T) {
			s = interleave.New(cfg)
			var ended atomic.Int32
			for i, f := range tasks {
				s.Go(fmt.Sprintf("#%d", i+1), "", func() { f(); ended.Add(1) })
			}
			o = s.Run(func() bool { return int(ended.Load()) == len(tasks) }, time.Minute)
			s.Close()
		})
	}()
	s.Release()
	if died != nil {
		t.Errorf("the bubble died: %v", died)
	}
	return s.Choices(), o
}

// explore runs every schedule with at most two preemptions of what build makes, and hands the
// outcome of each to see.
func explore(t *testing.T, build func() []func(), see func(interleave.Outcome)) {
	t.Helper()
	st := interleave.Explore(interleave.Limits{Preemptions: 2}, func(plan []interleave.Switch) ([]interleave.Choice, bool) {
		tasks := build()
		choices, o := drive(t, interleave.Config{Plan: plan}, tasks...)
		see(o)
		return choices, t.Failed()
	})
	if !st.Complete && !t.Failed() {
		t.Errorf("explored %+v, want every schedule", st)
	}
}

// finished fails the test where a run did not come to its end.
func finished(t *testing.T, o interleave.Outcome) {
	t.Helper()
	if o != interleave.Finished {
		t.Errorf("outcome = %v, want %v", o, interleave.Finished)
	}
}

// caught is what f panics with, as text.
func caught(f func()) (s string) {
	defer func() {
		if v := recover(); v != nil {
			s = fmt.Sprint(v)
		}
	}()
	f()
	return "no panic"
}
