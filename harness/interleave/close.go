package interleave

import "fmt"

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

// Abandon makes every task end at its next point, and Run and Settle return. Unlike Close it may be
// called from outside the bubble, to stop code that loops for ever.
func (s *Scheduler) Abandon() {
	s.mu.Lock()
	s.poisoned = true
	s.mu.Unlock()
}
