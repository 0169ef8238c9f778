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

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/petermattis/goid"
)

// explored counts the bubbles that a Scheduler drives now; it keeps At cheap everywhere else.
var explored atomic.Int32

// runs numbers the runs: each Scheduler is one, and each bubble without one that is attached to.
var runs, attached atomic.Uint64

// Run tells the calling goroutine's run from others: what a stand-in for a lock remembers of an
// earlier one is void, since its goroutines are gone. It is 0 before the first run. Runs without a
// Scheduler follow one another.
func Run() uint64 {
	if explored.Load() == 0 {
		return attached.Load()
	}
	if t, ok := registry.tasks.Load(goid.Get()); ok && t.(*task) != nil {
		return t.(*task).s.run
	}
	if s, ok := registry.bubbles.Load(Bubble()); ok {
		return s.(*Scheduler).run
	}
	return attached.Load()
}

// registry finds the Scheduler of a goroutine: by its id when it is known, else by its bubble.
var registry struct {
	tasks   sync.Map // goroutine id (int64) → *task
	bubbles sync.Map // bubble name → *Scheduler
	free    sync.Map // bubble name → crash handler of a bubble without a Scheduler
}

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

// current returns the calling goroutine's task, adopting a goroutine that is new to a driven
// bubble, or nil when nobody schedules it.
func current() *task {
	g := goid.Get()
	if t, ok := registry.tasks.Load(g); ok {
		return t.(*task)
	}
	v, ok := registry.bubbles.Load(Bubble())
	if !ok {
		registry.tasks.Store(g, (*task)(nil))
		return nil
	}
	s := v.(*Scheduler)
	t := &task{s: s, goid: g, resume: make(chan struct{})}
	enrol(t)
	t.park("", true)
	return t
}

func enrol(t *task) {
	registry.tasks.Store(t.goid, t)
	t.s.mu.Lock()
	t.s.byGoid[t.goid] = t
	t.s.mu.Unlock()
}

func register(s *Scheduler) {
	s.run = runs.Add(1)
	registry.bubbles.Store(s.bubble, s)
	explored.Add(1)
}

// Close ends the schedule: goroutines that are parked or in Await, and those that reach a point
// later, end there. It returns the names and lines of those that were left.
func (s *Scheduler) Close() (left []string) {
	s.mu.Lock()
	s.poisoned = true
	var wake []*task
	for _, t := range append(append([]*task(nil), s.tasks...), s.incoming...) {
		if t.parked && !t.done {
			wake = append(wake, t)
			left = append(left, fmt.Sprintf("%s at %s", t.name, t.where))
		}
	}
	s.mu.Unlock()
	for _, t := range wake {
		close(t.resume)
	}
	close(s.over)
	return left
}

// Release forgets the Scheduler once its bubble is over. It may be called from outside the bubble.
func (s *Scheduler) Release() {
	s.mu.Lock()
	ids := make([]int64, 0, len(s.byGoid))
	for id := range s.byGoid {
		ids = append(ids, id)
	}
	s.mu.Unlock()
	for _, id := range ids {
		registry.tasks.Delete(id)
	}
	registry.tasks.Delete(s.root)
	registry.bubbles.Delete(s.bubble)
	explored.Add(-1)
}

// Choices returns the decisions of the run so far.
func (s *Scheduler) Choices() []Choice { return s.choices }

// Trace returns what ran, in order.
func (s *Scheduler) Trace() []Stretch {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.trace
}

// Steps returns how many scheduling points the run has passed.
func (s *Scheduler) Steps() int { return s.steps }

// Live lists the lines at which tasks are that have not ended, as far as that is known.
func (s *Scheduler) Live() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for _, t := range s.tasks {
		if !t.done {
			out = append(out, t.where)
		}
	}
	return out
}

// LineOf returns the line at which the task of that name is, if it is known.
func (s *Scheduler) LineOf(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, t := range s.tasks {
		if t.name == name {
			return t.where
		}
	}
	return ""
}

// Bubble returns the name of the calling goroutine's bubble, empty outside of any. The runtime
// offers no other way to ask than the header of a stack trace.
func Bubble() string {
	var b [96]byte
	head := string(b[:runtime.Stack(b[:], false)])
	_, rest, ok := strings.Cut(head, "synctest bubble ")
	if !ok {
		return ""
	}
	if i := strings.IndexAny(rest, ",]"); i >= 0 {
		return rest[:i]
	}
	return ""
}

// Attach begins a run in the calling goroutine's bubble, and sets what happens there when a
// goroutine of rewritten code panics or asks for the process to exit. The returned function detaches it.
func Attach(onCrash func(who string, value any, stack []byte)) (detach func()) {
	b := Bubble()
	attached.Store(runs.Add(1))
	registry.free.Store(b, onCrash)
	return func() { registry.free.Delete(b) }
}

// Enter is deferred, called, at the start of a function literal that a go statement starts:
// it keeps a panic there from ending the process, and tells the Scheduler when the goroutine ends.
func Enter() func() {
	var t *task
	if explored.Load() != 0 {
		t = current()
	}
	return func() {
		if v := recover(); v != nil {
			crashed(v)
		}
		if t != nil {
			t.finish()
		}
	}
}

// Exit stands for os.Exit in rewritten code.
func Exit(code int) {
	if !report(fmt.Sprintf("os.Exit(%d)", code), nil) {
		os.Exit(code)
	}
	exitGoroutine()
}

func crashed(v any) {
	if !report(v, debug.Stack()) {
		panic(v)
	}
}

func report(v any, stack []byte) bool {
	f, ok := registry.free.Load(Bubble())
	if ok {
		who, _ := Where()
		f.(func(string, any, []byte))(who, v, stack)
	}
	return ok
}

func exitGoroutine() { runtime.Goexit() }

// free is how code without a Scheduler passes its points.
var free struct {
	gosched   atomic.Bool
	condemned atomic.Int32 // how many bubbles are
	bubbles   sync.Map     // their names
}

// Shake makes points outside of driven bubbles yield the processor (on), so that free runs meet
// more interleavings.
func Shake(on bool) { free.gosched.Store(on) }

// Condemn ends every goroutine of a bubble without a Scheduler at the next point that it passes,
// so that one which loops without end does not go on for the rest of the process's life.
func Condemn(bubble string) {
	free.bubbles.Store(bubble, true)
	free.condemned.Add(1)
}

func passFree() {
	if free.condemned.Load() > 0 {
		if _, ok := free.bubbles.Load(Bubble()); ok {
			exitGoroutine()
		}
	}
	if free.gosched.Load() {
		runtime.Gosched()
	}
}
