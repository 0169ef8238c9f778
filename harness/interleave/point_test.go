package interleave_test

import (
	"slices"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"example.com/idempotency/harness/interleave"
)

func TestPointsOutsideOfAnyRun(t *testing.T) {
	at(1)
	point("x")
	if task, line := interleave.Where(); interleave.Exploring() || task != "" || line != "" || interleave.Bubble() != "" {
		t.Errorf("Exploring = %v, Where = %q, %q, Bubble = %q, want nothing", interleave.Exploring(), task, line, interleave.Bubble())
	}
	c := make(chan struct{})
	close(c)
	interleave.Await(c)
}

// A bubble that nobody drives is left alone, also while another one is driven.
func TestPointsBesideARun(t *testing.T) {
	var inside, outside, elsewhere bool
	drive(t, interleave.Config{}, func(s *interleave.Scheduler) {
		s.Go("a", "", func() { at(1); inside = interleave.Exploring() })
		outside = interleave.Exploring() // the driver itself
		c := make(chan struct{})
		done := make(chan struct{})
		go func() { // a goroutine of the bubble that passed no point belongs to the run, once it does
			<-c
			elsewhere = interleave.Exploring()
			close(done)
		}()
		close(c)
	})
	if !inside || outside || !elsewhere {
		t.Errorf("Exploring in a task = %v, in the driver = %v, in a goroutine = %v, want true, false, true", inside, outside, elsewhere)
	}
	free := true
	synctest.Test(t, func(*testing.T) { at(1); free = interleave.Exploring() || interleave.Bubble() == "" })
	if free {
		t.Error("a bubble without a Scheduler: Exploring, or without a name")
	}
}

func TestWhere(t *testing.T) {
	var got []string
	note := func() {
		task, line := interleave.Where()
		got = append(got, task+" "+line)
	}
	drive(t, interleave.Config{}, func(s *interleave.Scheduler) {
		start(func() { at(9); note() }) // the server's own: nobody's child
		s.Go("#1", "", func() {
			at(1)
			note()
			start(func() { at(2); note(); start(func() { at(3); note() }) })
			start(func() { at(4); note() })
			at(5)
			point("x")
			note()
		})
	})
	slices.Sort(got)
	want := []string{"#1 p.go:1", "#1 p.go:5", "#1+1 p.go:2", "#1+1+1 p.go:3", "#1+2 p.go:4", "bg2 p.go:9"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("Where (-want +got):\n%s", d)
	}
}

// A goroutine that runs a request for somebody bears its name, and so do those that it starts.
func TestName(t *testing.T) {
	interleave.Name("nobody's")
	var got []string
	note := func() {
		task, _ := interleave.Where()
		got = append(got, task)
	}
	var line string
	drive(t, interleave.Config{}, func(s *interleave.Scheduler) {
		s.Go("client of #1", "", func() {
			note()
			go func() { // a server's
				interleave.Name("#1")
				at(7)
				note()
				start(func() { at(8); note() })
				line = s.LineOf("#1")
			}()
		})
	})
	slices.Sort(got)
	if d := cmp.Diff([]string{"#1", "#1+1", "client of #1"}, got); d != "" {
		t.Errorf("Where (-want +got):\n%s", d)
	}
	if line != "p.go:7" {
		t.Errorf("LineOf(#1) = %q, want p.go:7", line)
	}
}

func TestMarkAndBeat(t *testing.T) {
	mark, beats := 0, 0
	r := drive(t, interleave.Config{Mark: func() int { return mark }, Beat: func() { beats++ }}, func(s *interleave.Scheduler) {
		s.Go("a", "", func() { at(1); mark = 7; at(2) })
		s.Go("b", "", func() { at(3); at(3); at(4) })
	})
	want := []interleave.Stretch{{Task: "a", Lines: []string{"p.go:1", "p.go:2"}}, {Task: "b", Lines: []string{"p.go:3", "p.go:4"}, Mark: 7}}
	if d := cmp.Diff(want, r.trace); d != "" {
		t.Errorf("trace (-want +got):\n%s", d)
	}
	if beats != r.steps || beats != len(r.choices) {
		t.Errorf("beats = %d, steps = %d, choices = %d, want them equal", beats, r.steps, len(r.choices))
	}
}

// What would end the process is told to the bubble's handler instead.
func TestCrash(t *testing.T) {
	for _, row := range []struct {
		name, why string
		body      func()
		who       string
		value     any
		stack     bool
	}{
		{"panic", "in a goroutine that rewritten code starts", func() { panic("boom") }, "a+1", "boom", true},
		{"exit", "os.Exit ends its goroutine only", func() { interleave.Exit(3); panic("ran on") }, "a+1", "os.Exit(3)", false},
		{"deferred", "a panic of a deferred function", func() { defer func() { panic("late") }() }, "a+1", "late", true},
	} {
		t.Run(row.name, func(t *testing.T) {
			reasoned(t, row.why)
			var who string
			var value any
			var stack []byte
			calls := 0
			var detach func()
			r := drive(t, interleave.Config{}, func(s *interleave.Scheduler) {
				detach = interleave.Attach(func(w string, v any, st []byte) { who, value, stack, calls = w, v, st, calls+1 })
				s.Go("a", "", func() { at(1); start(func() { at(2); row.body() }); at(3) })
			})
			detach()
			if who != row.who || value != row.value || (stack != nil) != row.stack || calls != 1 {
				t.Errorf("%d crashes: %q, %v, stack %v, want 1: %q, %v, stack %v", calls, who, value, stack != nil, row.who, row.value, row.stack)
			}
			if r.outcome != interleave.Finished || r.died != nil {
				t.Errorf("outcome = %v, died = %v, want %v, nil: the goroutine has ended", r.outcome, r.died, interleave.Finished)
			}
		})
	}
}

// Nobody asked to be told: a panic stays one.
func TestCrashWithoutHandler(t *testing.T) {
	defer func() {
		if v := recover(); v != "boom" {
			t.Errorf("recovered %v, want boom", v)
		}
	}()
	func() {
		defer interleave.Enter()()
		panic("boom")
	}()
}

// A loop in a bubble without a Scheduler ends when the bubble is condemned.
func TestCondemn(t *testing.T) {
	var left bool
	synctest.Test(t, func(*testing.T) {
		interleave.Condemn(interleave.Bubble())
		done := make(chan struct{})
		go func() {
			defer close(done)
			defer func() { left = true }()
			for {
				interleave.At("p.go:1")
			}
		}()
		<-done
	})
	if !left {
		t.Error("the loop goes on")
	}
}

func TestShakeChangesNothing(t *testing.T) {
	interleave.Shake(true)
	defer interleave.Shake(false)
	at(1)
	point("x")
}

func TestNotRewritten(t *testing.T) {
	if interleave.Rewritten() {
		t.Error("Rewritten = true in a process without rewritten code")
	}
	interleave.Loaded()
	if !interleave.Rewritten() {
		t.Error("Rewritten = false after Loaded")
	}
}
