// Package interleave owns the schedule of goroutines inside a testing/synctest bubble.
//
// Code that was rewritten by package rewrite calls At before every statement and Point before
// every synchronisation operation. While a Scheduler drives the bubble, these are the places where
// a goroutine hands control back, so that a run is a sequence of choices that can be enumerated
// (Explore), repeated and printed in lines of the original source. Without a Scheduler they do
// next to nothing.
//
// What it promises: with the same choices, code that is deterministic apart from its goroutines
// runs the same way each time; no schedule is reported that the Go scheduler could not produce.
// What it does not: data races are hidden by the hand-overs (run the code freely under the race
// detector as well), and a goroutine that waits on something outside the bubble stops the run
// (watch it from outside).
//
// The idea of bounding preemptions, fewest first, and of switching only at synchronisation
// operations when the race detector vouches for the rest, is that of CHESS: Musuvathi and Qadeer,
// "Iterative Context Bounding for Systematic Testing of Multithreaded Programs", PLDI 2007.
package interleave

import "sync/atomic"

// At is called by rewritten code before every statement; where is "keys.go:41".
func At(where string) {
	if explored.Load() == 0 {
		passFree()
		return
	}
	if t := current(); t != nil {
		t.at(where)
	} else {
		passFree()
	}
}

// Point is called before the synchronisation operation op: "Lock", "send", "go".
func Point(op string) {
	if explored.Load() == 0 {
		passFree()
		return
	}
	if t := current(); t != nil {
		t.point(op)
	} else {
		passFree()
	}
}

// Await waits until c is closed; where the Scheduler is closed before, the goroutine ends there.
func Await(c <-chan struct{}) {
	var over chan struct{}
	if explored.Load() != 0 {
		if t := current(); t != nil {
			over = t.s.over
		}
	}
	select {
	case <-c:
	case <-over:
		exitGoroutine()
	}
}

// Close is close, for a defer statement. It closes also where the goroutine ends at the point, so
// that those who wait for c end too.
func Close[T any](c chan<- T) {
	defer close(c)
	Point("close")
}

// rewritten is set by the initialisation of rewritten files.
var rewritten atomic.Bool

// Loaded is called when a rewritten file is initialised. It returns nothing of use.
func Loaded() struct{} {
	rewritten.Store(true)
	return struct{}{}
}

// Rewritten reports whether the process contains rewritten code.
func Rewritten() bool { return rewritten.Load() }

// Exploring reports whether a Scheduler owns the schedule of the calling goroutine.
func Exploring() bool {
	return explored.Load() != 0 && current() != nil
}

// Where returns the name of the calling goroutine's task and the line it is at, if it is scheduled.
func Where() (task, line string) {
	if explored.Load() == 0 {
		return "", ""
	}
	if t := current(); t != nil {
		return t.name, t.where
	}
	return "", ""
}

// Name gives the calling goroutine's task another name, such as that of the request which somebody
// else's server runs on it.
func Name(name string) {
	if explored.Load() == 0 {
		return
	}
	if t := current(); t != nil {
		t.s.mu.Lock()
		t.name = name
		t.s.mu.Unlock()
	}
}
