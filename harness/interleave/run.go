package interleave

import (
	"slices"
	"testing/synctest"
	"time"
)

// DefaultBusy is how many scheduling points code may pass without letting virtual time pass before
// it counts as spinning.
const DefaultBusy = 30_000

// idling is how many times as many points it may pass in all.
const idling = 5

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

// An Outcome says why Run returned.
type Outcome int

// The outcomes of Run.
const (
	Finished Outcome = iota // what was waited for has come
	TimedOut                // it did not come within the limit of virtual time
	Spins                   // a task passed more scheduling points than any sound one would
)

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

func (s *Scheduler) spins() bool { return s.busy > s.cfg.Busy || s.steps > idling*s.cfg.Busy }
