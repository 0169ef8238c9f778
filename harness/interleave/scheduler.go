package interleave

import (
	"sync"

	"github.com/petermattis/goid"
)

// Config says how a Scheduler behaves.
type Config struct {
	Plan    []Switch        // deviations from the default policy, ascending by step
	Random  func(n int) int // when set, replaces the default policy: a number in [0,n) is asked for at each choice
	Every   bool            // every statement is a scheduling point, not only synchronisation
	Busy    int             // scheduling points that may be passed at one instant; 0: DefaultBusy
	Mark    func() int      // optional: stamps each Stretch
	Beat    func()          // optional: called at every step, for a watchdog
	OnCrash func(who string, value any, stack []byte)
}

// A Scheduler owns the schedule of one synctest bubble: of the goroutines that it knows, one runs
// at a time, from one scheduling point to the next. Make it with New inside the bubble, on the
// goroutine that will drive it, and Close it there.
type Scheduler struct {
	cfg    Config
	root   int64
	bubble string
	run    uint64
	wake   chan struct{}

	mu       sync.Mutex
	byGoid   map[int64]*task
	tasks    []*task
	parked   []*task // those of tasks that wait for their turn, in the order in which they came
	known    int     // how many of parked were there at the last step
	ended    int     // how many of tasks are known to have ended
	incoming []*task // parked for the first time, not yet numbered
	running  *task
	alone    bool // running was the only task there was when it was chosen, and has started no other
	poisoned bool
	over     chan struct{} // closed by Close

	plan    []Switch
	choices []Choice
	trace   []Stretch
	last    *task
	inARow  int
	steps   int
	busy    int // steps since virtual time last passed
}

// New makes the Scheduler of the calling goroutine's bubble. The caller drives it and is never
// scheduled itself.
func New(c Config) *Scheduler {
	if c.Busy == 0 {
		c.Busy = DefaultBusy
	}
	s := &Scheduler{cfg: c, root: goid.Get(), bubble: Bubble(), plan: c.Plan, byGoid: map[int64]*task{}, wake: make(chan struct{}, 1), over: make(chan struct{})}
	register(s)
	registry.tasks.Store(s.root, (*task)(nil))
	return s
}

// Go starts f as a task. Tasks of one non-empty class that have not run yet are interchangeable:
// the explorer tries only one of them first.
func (s *Scheduler) Go(name, class string, f func()) {
	t := &task{s: s, name: name, class: class, resume: make(chan struct{})}
	s.mu.Lock()
	t.id = len(s.tasks)
	s.tasks = append(s.tasks, t)
	s.mu.Unlock()
	go func() {
		t.goid = goid.Get()
		enrol(t)
		defer t.finish()
		t.park("", false)
		f()
	}()
}

func (s *Scheduler) poke() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}
