package interleave

import (
	"fmt"
	"slices"
)

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
