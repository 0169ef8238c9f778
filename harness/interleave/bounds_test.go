//lint:file-ignore SA2001 what a lock does is tested, not what it guards

package interleave_test

import (
	"runtime"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"example.com/idempotency/harness/interleave"
	"example.com/idempotency/harness/interleave/atomic"
	"example.com/idempotency/harness/interleave/sync"
)

func TestOutcome(t *testing.T) {
	forever := func() { at(1); point("recv"); <-make(chan int) }
	for _, row := range []struct {
		name, why string
		cfg       interleave.Config
		p         program
		want      interleave.Outcome
		took      time.Duration
	}{
		{"nothing", "no task: it is done at once", interleave.Config{}, func(*interleave.Scheduler) {}, interleave.Finished, 0},
		{"spins-alone", "a loop of statements without end", interleave.Config{}, func(s *interleave.Scheduler) {
			s.Go("a", "", func() {
				for at(1); ; at(1) {
					at(2)
				}
			})
		}, interleave.Spins, 0},
		{"spins-at-points", "two that wait for each other without sleeping", interleave.Config{}, func(s *interleave.Scheduler) {
			var never atomic.Bool
			tasks(s, 2, "", func(int) {
				for !never.Load() {
					at(1)
				}
			})
		}, interleave.Spins, 0},
		{"spins-every", "the bound holds where each statement is a point", interleave.Config{Every: true}, func(s *interleave.Scheduler) {
			tasks(s, 2, "", func(int) {
				for {
					at(1)
				}
			})
		}, interleave.Spins, 0},
		{"busy", "a smaller bound is met by less", interleave.Config{Busy: 50}, func(s *interleave.Scheduler) {
			tasks(s, 2, "", pass(60))
		}, interleave.Spins, 0},
		{"not-busy", "the bound is on what happens at one instant", interleave.Config{Busy: 50}, func(s *interleave.Scheduler) {
			tasks(s, 2, "", func(int) {
				for range 30 {
					point("x")
					time.Sleep(time.Millisecond)
				}
			})
		}, interleave.Finished, 30 * time.Millisecond},
		{"long-work", "a megabyte looked at byte by byte is no spinning", interleave.Config{}, func(s *interleave.Scheduler) {
			tasks(s, 2, "", func(int) {
				for range 1 << 20 {
					at(1)
				}
			})
		}, interleave.Finished, 0},
		{"polls", "polling once a millisecond is no spinning", interleave.Config{}, func(s *interleave.Scheduler) {
			var done atomic.Bool
			s.Go("poll", "", func() {
				for at(1); !done.Load(); at(1) {
					time.Sleep(time.Millisecond)
				}
			})
			s.Go("work", "", func() { time.Sleep(900 * time.Millisecond); done.Store(true) })
		}, interleave.Finished, 900 * time.Millisecond},
		{"waits", "for what never comes: the limit of virtual time", interleave.Config{}, func(s *interleave.Scheduler) {
			s.Go("a", "", func() { forever() })
		}, interleave.TimedOut, limit},
		{"self-deadlock", "locked twice", interleave.Config{}, func(s *interleave.Scheduler) {
			s.Go("a", "", func() { var mu sync.Mutex; at(1); mu.Lock(); at(2); mu.Lock() })
		}, interleave.TimedOut, limit},
		{"upgrade", "a reader that asks to write waits for itself", interleave.Config{}, func(s *interleave.Scheduler) {
			s.Go("a", "", func() { var mu sync.RWMutex; mu.RLock(); at(1); mu.Lock() })
		}, interleave.TimedOut, limit},
		{"just-in-time", "the last nanosecond counts", interleave.Config{}, func(s *interleave.Scheduler) {
			s.Go("a", "", func() { time.Sleep(limit - 1) })
		}, interleave.Finished, limit - 1},
	} {
		t.Run(row.name, func(t *testing.T) {
			reasoned(t, row.why)
			r := drive(t, row.cfg, row.p)
			if r.outcome != row.want || r.took != row.took {
				t.Errorf("outcome = %v after %v, want %v after %v", r.outcome, r.took, row.want, row.took)
			}
			for _, s := range r.trace {
				if len(s.Lines) > 2000 {
					t.Errorf("lines of one stretch = %d, want at most 2000", len(s.Lines))
				}
			}
		})
	}
}

// A loop that waits for somebody else's progress is no fault: on no schedule does it spin, and the
// schedules come to an end.
func TestSpinWaitFinishes(t *testing.T) {
	build := func() program {
		return func(s *interleave.Scheduler) {
			var ready atomic.Bool
			s.Go("waits", "", func() {
				for at(1); !ready.Load(); at(1) {
					at(2)
					runtime.Gosched()
				}
			})
			s.Go("works", "", func() { at(3); ready.Store(true) })
		}
	}
	st := explore(t, interleave.Limits{Preemptions: 1, Schedules: 5000}, interleave.Config{}, build, func(r result) bool {
		if r.outcome != interleave.Finished {
			t.Errorf("outcome = %v, want %v", r.outcome, interleave.Finished)
		}
		return t.Failed()
	})
	if !st.Complete {
		t.Errorf("explored %+v, want them all", st)
	}
}

// Two locks taken in two orders: only a schedule that switches between them is stuck.
func TestDeadlockIsFound(t *testing.T) {
	outcomes := map[interleave.Outcome]int{}
	st := explore(t, interleave.Limits{Preemptions: 1}, interleave.Config{}, func() program {
		return func(s *interleave.Scheduler) {
			var mu [2]sync.Mutex
			tasks(s, 2, "", func(i int) {
				mu[i].Lock()
				mu[1-i].Lock()
				mu[1-i].Unlock()
				mu[i].Unlock()
			})
		}
	}, func(r result) bool {
		outcomes[r.outcome]++
		if r.died != nil {
			t.Errorf("after Close: %v, want nobody left", r.died)
		}
		return false
	})
	if outcomes[interleave.TimedOut] == 0 || outcomes[interleave.Finished] == 0 || outcomes[interleave.Spins] > 0 {
		t.Errorf("outcomes of %d schedules = %v, want some TimedOut, some Finished, none Spins", st.Schedules, outcomes)
	}
}

// Abandon is called from outside the bubble, as a watchdog does.
func TestAbandon(t *testing.T) {
	for _, row := range []struct {
		name, why string
		p         program
	}{
		{"points", "a loop that passes points ends at the next", func(s *interleave.Scheduler) {
			tasks(s, 2, "", func(int) {
				for {
					point("x")
				}
			})
		}},
		{"statements", "so does one that passes statements only", func(s *interleave.Scheduler) {
			s.Go("a", "", func() {
				for {
					at(1)
				}
			})
		}},
	} {
		t.Run(row.name, func(t *testing.T) {
			reasoned(t, row.why)
			before := runtime.NumGoroutine()
			var s *interleave.Scheduler
			var got interleave.Outcome
			beats := 0
			stop := make(chan struct{})
			abandoned := make(chan struct{})
			go func() { <-stop; s.Abandon(); close(abandoned) }()
			synctest.Test(t, func(*testing.T) {
				s = interleave.New(interleave.Config{Busy: 1 << 30, Beat: func() {
					if beats++; beats == 100 {
						close(stop)
					}
				}})
				row.p(s)
				got = s.Run(func() bool { return false }, limit)
				s.Close()
			})
			<-abandoned
			s.Release()
			if got != interleave.Spins {
				t.Errorf("outcome = %v, want %v", got, interleave.Spins)
			}
			settled(t, before)
		})
	}
}

// settled waits until no more goroutines run than before.
func settled(t *testing.T, before int) {
	t.Helper()
	for range 200 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	buf := make([]byte, 1<<16)
	t.Errorf("goroutines = %d, were %d:\n%s", runtime.NumGoroutine(), before, buf[:runtime.Stack(buf, true)])
}

func TestSettleStopsWhereNothingRuns(t *testing.T) {
	var first, second interleave.Outcome
	var names []string
	synctest.Test(t, func(*testing.T) {
		s := interleave.New(interleave.Config{})
		s.Go("a", "", func() { at(1); time.Sleep(time.Millisecond); at(2); names = append(names, "a") })
		first = s.Settle()
		names = append(names, "settled", s.LineOf("a"), s.LineOf("nobody"))
		time.Sleep(2 * time.Millisecond)
		second = s.Settle()
		s.Close()
		s.Release()
	})
	if first != interleave.Finished || second != interleave.Finished || !slices.Equal(names, []string{"settled", "p.go:1", "", "a"}) {
		t.Errorf("Settle = %v, %v and %q", first, second, names)
	}
}
