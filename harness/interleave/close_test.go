package interleave_test

import (
	"runtime"
	"slices"
	"testing"

	"example.com/idempotency/harness/interleave"
	"example.com/idempotency/harness/interleave/sync"
)

// held makes a task that holds what lock locks, for good, passing points.
func held(s *interleave.Scheduler, lock func()) {
	s.Go("holder", "", func() { lock(); spinning() })
}

func spinning() {
	for {
		at(1)
		point("x")
	}
}

// Wherever the goroutines of a run are, Close ends them, and deferred functions run.
func TestCloseLeavesNobody(t *testing.T) {
	for _, row := range []struct {
		name, why string
		p         program
		left      []string // whom Close names: those that wait for their turn
	}{
		{"at-a-point", "parked", func(s *interleave.Scheduler) { tasks(s, 2, "", func(int) { spinning() }) }, []string{"#1 at p.go:1", "#2 at p.go:1"}},
		{"spawned", "parked in a goroutine that a task started", func(s *interleave.Scheduler) {
			s.Go("a", "", func() { start(spinning); spinning() })
		}, []string{"a at p.go:1", "a+1 at p.go:1"}},
		{"mutex", "waiting for a lock whose holder is ended", func(s *interleave.Scheduler) {
			var mu sync.Mutex
			held(s, mu.Lock)
			tasks(s, 2, "", func(int) { at(2); mu.Lock(); defer mu.Unlock() })
		}, []string{"holder at p.go:1"}},
		{"rwmutex", "waiting to write, to write after that, and to read", func(s *interleave.Scheduler) {
			var mu sync.RWMutex
			held(s, mu.RLock)
			tasks(s, 2, "", func(int) { at(2); mu.Lock(); defer mu.Unlock() })
			s.Go("reader", "", func() { at(3); mu.RLock(); defer mu.RUnlock() })
		}, []string{"holder at p.go:1"}},
		{"once", "inside, and waiting for the one that is inside", func(s *interleave.Scheduler) {
			var o sync.Once
			tasks(s, 3, "", func(int) { at(2); o.Do(spinning) })
		}, []string{"#1 at p.go:1"}},
		{"once-value", "ended inside: no panic comes of it", func(s *interleave.Scheduler) {
			f := sync.OnceValue(func() int { spinning(); return 1 })
			tasks(s, 3, "", func(int) { at(2); f() })
		}, []string{"#1 at p.go:1"}},
		{"deferred-points", "deferred code that passes points again", func(s *interleave.Scheduler) {
			tasks(s, 2, "", func(int) {
				defer func() { at(3); point("x"); spinning() }()
				spinning()
			})
		}, []string{"#1 at p.go:1", "#2 at p.go:1"}},
		{"recovering", "code that recovers does not live on", func(s *interleave.Scheduler) {
			tasks(s, 2, "", func(int) {
				for {
					func() {
						defer func() { _ = recover() }()
						spinning()
					}()
				}
			})
		}, []string{"#1 at p.go:1", "#2 at p.go:1"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			reasoned(t, row.why)
			before := runtime.NumGoroutine()
			r := drive(t, interleave.Config{Busy: 2000}, row.p)
			if r.outcome != interleave.Spins || r.died != nil {
				t.Errorf("outcome = %v, died = %v, want %v, nil", r.outcome, r.died, interleave.Spins)
			}
			if !slices.Equal(r.left, row.left) {
				t.Errorf("left = %q, want %q", r.left, row.left)
			}
			settled(t, before)
		})
	}
}

func TestCloseRunsDeferredFunctions(t *testing.T) {
	var ran, after bool
	drive(t, interleave.Config{Busy: 100}, func(s *interleave.Scheduler) {
		tasks(s, 2, "", func(i int) {
			defer func() { ran = true }()
			spinning()
			after = true
		})
	})
	if !ran || after {
		t.Errorf("deferred ran = %v, code behind the point ran = %v, want true, false", ran, after)
	}
}

// A goroutine that comes after Close is ended at its first point.
func TestLateGoroutineEnds(t *testing.T) {
	reached := false
	r := drive(t, interleave.Config{Busy: 100}, func(s *interleave.Scheduler) {
		gate := make(chan struct{})
		go func() { <-gate; at(1); reached = true }()
		s.Go("a", "", func() { defer close(gate); spinning() })
		s.Go("b", "", spinning)
	})
	if reached || r.died != nil {
		t.Errorf("ran on = %v, died = %v, want false, nil", reached, r.died)
	}
}

// What a Scheduler that was released leaves behind does not reach the next one.
func TestReleaseForgets(t *testing.T) {
	for range 20 {
		r := drive(t, interleave.Config{}, func(s *interleave.Scheduler) { tasks(s, 2, "", pass(1)) })
		if r.outcome != interleave.Finished || len(r.choices) == 0 {
			t.Fatalf("outcome = %v after %d choices", r.outcome, len(r.choices))
		}
		if interleave.Exploring() {
			t.Fatal("Exploring = true outside a bubble")
		}
	}
}
