package interleave

import (
	"fmt"
	"slices"
	"sync"
	"testing/synctest"
	"time"

	"github.com/petermattis/goid"
)

// DefaultBusy is how many scheduling points code may pass without letting virtual time pass before
// it counts as spinning.
const DefaultBusy = 30_000

// idling is how many times as many points it may pass in all.
const idling = 5

// crowd is how many tasks may wait for their turn and still be chosen from one by one. Beyond it
// they run in the order in which they came, and nothing is there for the explorer to vary.
const crowd = 200

// fairness is how many points one goroutine may pass in a row while another could run,
// before the other gets its turn: it bounds loops that wait for somebody else without sleeping.
const fairness = 400

// A Switch is one deviation of a schedule: at step Step, task Task runs instead of the one
// that the default policy would choose.
type Switch struct{ Step, Task int }

// A Choice is one decision of a schedule: which tasks could run and which one did.
type Choice struct {
	Runnable []int // task numbers, ascending
	Fresh    []int // those of Runnable that have not run yet and are interchangeable with the first of them
	Chosen   int
	Current  int // the task that ran before, -1 if it can not go on
}

// A Stretch is what one task ran between two switches.
type Stretch struct {
	Task  string
	Lines []string
	Mark  int // the value of Config.Mark when the stretch began
}

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

type task struct {
	s      *Scheduler
	id     int
	goid   int64
	name   string
	class  string
	kids   int
	resume chan struct{}
	parked bool
	ran    bool
	done   bool
	where  string
	alone  int // points passed without parking since the last park
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

// finish marks the task as ended.
func (t *task) finish() {
	t.s.mu.Lock()
	t.done = true
	t.parked = false
	t.s.ended++
	if t.s.running == t {
		t.s.running = nil
	}
	t.s.mu.Unlock()
	t.s.poke()
}

func (s *Scheduler) poke() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// park hands control back to the driver until it chooses t again.
func (t *task) park(where string, newcomer bool) {
	s := t.s
	s.mu.Lock()
	if s.poisoned {
		s.mu.Unlock()
		exitGoroutine()
	}
	if where != "" {
		t.where = where
	}
	if newcomer {
		s.incoming = append(s.incoming, t)
	} else {
		s.parked = append(s.parked, t)
	}
	t.parked = true
	t.alone = 0
	if s.running == t {
		s.running = nil
	}
	s.mu.Unlock()
	s.poke()
	<-t.resume
	if s.isPoisoned() {
		exitGoroutine()
	}
}

func (s *Scheduler) isPoisoned() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.poisoned
}

// at is a statement: it records the line, and is a scheduling point when it has to be one.
func (t *task) at(where string) {
	s := t.s
	s.mu.Lock()
	t.where = where
	if s.poisoned {
		s.mu.Unlock()
		exitGoroutine()
	}
	mustPark := s.running != t || s.cfg.Every && !s.alone
	if !mustPark {
		t.alone++
		mustPark = t.alone > fairness
	}
	if !mustPark {
		s.record(t)
		s.mu.Unlock()
		return
	}
	s.mu.Unlock()
	t.park(where, false)
	s.mu.Lock()
	s.record(t)
	s.mu.Unlock()
}

// point is a synchronisation operation. A task that is alone has nobody to hand control to, until
// it starts somebody: what others do meanwhile, woken or new, must not tell, as it is a race.
func (t *task) point(op string) {
	s := t.s
	s.mu.Lock()
	if s.running == t && s.alone && t.alone < fairness && !s.poisoned {
		t.alone++
		s.alone = op != "go"
		s.mu.Unlock()
		return
	}
	s.mu.Unlock()
	t.park("", false)
}

// maxLines is how many lines of one Stretch are kept, beside its last.
const maxLines = 1000

// record appends the task's line to the trace; s.mu is held.
func (s *Scheduler) record(t *task) {
	if n := len(s.trace); n > 0 && s.last == t {
		l := &s.trace[n-1]
		if k := len(l.Lines); k > maxLines {
			l.Lines[k-1] = t.where
		} else if k == 0 || l.Lines[k-1] != t.where {
			l.Lines = append(l.Lines, t.where)
		}
		return
	}
	st := Stretch{Task: t.name, Lines: []string{t.where}}
	if s.cfg.Mark != nil {
		st.Mark = s.cfg.Mark()
	}
	s.trace = append(s.trace, st)
	s.last = t
}

// Step lets one task run to its next scheduling point. It reports false when no task can run.
func (s *Scheduler) Step() bool {
	synctest.Wait()
	s.mu.Lock()
	s.adopt()
	s.running = nil
	// those that came since the last step raced to get here: their numbers decide
	slices.SortFunc(s.parked[s.known:], func(a, b *task) int { return a.id - b.id })
	if len(s.parked) == 0 {
		s.mu.Unlock()
		return false
	}
	s.steps++
	s.busy++
	if s.cfg.Beat != nil {
		s.cfg.Beat()
	}
	t := s.next()
	t.parked, t.ran = false, true
	s.running, s.alone = t, len(s.tasks)-s.ended == 1
	s.mu.Unlock()
	t.resume <- struct{}{}
	return true
}

// next takes the task that runs now out of those that wait. s.mu is held.
func (s *Scheduler) next() *task {
	i := 0
	if len(s.parked) <= crowd {
		runnable := make([]int, len(s.parked))
		for i, t := range s.parked {
			runnable[i] = t.id
		}
		slices.Sort(runnable)
		id := s.choose(runnable)
		i = slices.IndexFunc(s.parked, func(t *task) bool { return t.id == id })
	} else {
		s.choices = append(s.choices, Choice{Chosen: s.parked[0].id, Current: -1})
	}
	t := s.parked[i]
	s.parked = slices.Delete(s.parked, i, i+1)
	s.known = len(s.parked)
	return t
}

// choose applies the plan, then the default policy: go on with the current task, else the first
// that can run; a task that ran for too long in a row yields to the next. s.mu is held.
func (s *Scheduler) choose(runnable []int) int {
	c := Choice{Runnable: runnable, Current: -1, Fresh: s.fresh(runnable)}
	chosen := runnable[0]
	if n := len(s.choices); n > 0 && slices.Contains(runnable, s.choices[n-1].Chosen) {
		c.Current = s.choices[n-1].Chosen
		chosen = c.Current
	}
	if chosen == c.Current {
		s.inARow++
		if s.inARow > fairness && len(runnable) > 1 {
			i := slices.Index(runnable, chosen)
			chosen = runnable[(i+1)%len(runnable)]
		}
	}
	if s.cfg.Random != nil && len(runnable) > 1 {
		chosen = runnable[s.cfg.Random(len(runnable))]
	}
	if len(s.plan) > 0 && s.plan[0].Step == len(s.choices) {
		if slices.Contains(runnable, s.plan[0].Task) {
			chosen = s.plan[0].Task
		}
		s.plan = s.plan[1:]
	}
	if chosen != c.Current {
		s.inARow = 0
	}
	c.Chosen = chosen
	s.choices = append(s.choices, c)
	return chosen
}

// fresh lists the runnable tasks that need not be tried because an interchangeable one,
// numbered lower, has not started either.
func (s *Scheduler) fresh(runnable []int) []int {
	var out []int
	seen := map[string]bool{}
	for _, id := range runnable {
		t := s.tasks[id]
		if t.ran || t.class == "" {
			continue
		}
		if seen[t.class] {
			out = append(out, id)
		}
		seen[t.class] = true
	}
	return out
}

// adopt numbers the goroutines that parked for the first time. They are children of the task that
// ran last, or background goroutines when there was none. s.mu is held.
func (s *Scheduler) adopt() {
	if len(s.incoming) == 0 {
		return
	}
	slices.SortFunc(s.incoming, func(a, b *task) int { return int(a.goid - b.goid) })
	for _, t := range s.incoming {
		t.id = len(s.tasks)
		s.tasks = append(s.tasks, t)
		s.parked = append(s.parked, t)
		if s.running != nil || len(s.choices) > 0 {
			parent := s.tasks[s.choices[len(s.choices)-1].Chosen]
			parent.kids++
			t.name = fmt.Sprintf("%s+%d", parent.name, parent.kids)
		} else {
			t.name = fmt.Sprintf("bg%d", t.id+1)
		}
	}
	s.incoming = nil
}

// Run drives the tasks until done reports true, or nothing can run for as long as limit of virtual
// time, or the code spins. Virtual time passes only while no task can run.
func (s *Scheduler) Run(done func() bool, limit time.Duration) Outcome {
	var deadline <-chan time.Time
	for {
		if s.isPoisoned() {
			return Spins
		}
		if s.Step() {
			if s.spins() {
				synctest.Wait() // for the last step to end: what is left is the same each time
				return Spins
			}
			continue
		}
		if done() {
			return Finished
		}
		if deadline == nil {
			t := time.NewTimer(limit)
			defer t.Stop()
			deadline = t.C
		}
		s.busy = 0
		select {
		case <-s.wake:
		case <-deadline:
			return TimedOut
		}
	}
}

func (s *Scheduler) spins() bool { return s.busy > s.cfg.Busy || s.steps > idling*s.cfg.Busy }

// Abandon makes every task end at its next point, and Run and Settle return. Unlike Close it may be
// called from outside the bubble, to stop code that loops for ever.
func (s *Scheduler) Abandon() {
	s.mu.Lock()
	s.poisoned = true
	s.mu.Unlock()
}

// Settle drives the tasks until none can run at this instant of virtual time.
func (s *Scheduler) Settle() Outcome {
	for s.Step() {
		if s.isPoisoned() {
			return Spins
		}
		if s.spins() {
			synctest.Wait()
			return Spins
		}
	}
	return Finished
}

// An Outcome says why Run returned.
type Outcome int

// The outcomes of Run.
const (
	Finished Outcome = iota // what was waited for has come
	TimedOut                // it did not come within the limit of virtual time
	Spins                   // a task passed more scheduling points than any sound one would
)
