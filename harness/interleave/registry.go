package interleave

import (
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/petermattis/goid"
)

// explored counts the bubbles that a Scheduler drives now; it keeps At cheap everywhere else.
var explored atomic.Int32

// runs numbers the runs: each Scheduler is one, and each bubble without one that is attached to.
var runs, attached atomic.Uint64

// registry finds the Scheduler of a goroutine: by its id when it is known, else by its bubble.
var registry struct {
	tasks   sync.Map // goroutine id (int64) → *task
	bubbles sync.Map // bubble name → *Scheduler
	free    sync.Map // bubble name → crash handler of a bubble without a Scheduler
}

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
