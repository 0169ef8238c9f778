package interleave_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	gosync "sync"

	"example.com/idempotency/harness/interleave"
	"example.com/idempotency/harness/interleave/atomic"
	"example.com/idempotency/harness/interleave/sync"
)

// busy takes real time, so that whoever runs beside it gets somewhere.
func busy() {
	x := 0
	for i := range 4000 {
		x += i
	}
	_ = x
}

// programs are run several times, side by side with each other: whatever depends on the Go
// scheduler shows up as a difference.
var programs = []struct {
	name, why string
	cfg       interleave.Config
	p         program
}{
	{"lock", "who gets it next is a choice, not the runtime's", interleave.Config{}, func(s *interleave.Scheduler) {
		var mu sync.Mutex
		tasks(s, 3, "", func(i int) { at(1); mu.Lock(); at(2); mu.Unlock(); at(3) })
	}},
	{"readers", "an unlock wakes many at once", interleave.Config{}, func(s *interleave.Scheduler) {
		var mu sync.RWMutex
		s.Go("w", "", func() { at(1); mu.Lock(); at(2); mu.Unlock() })
		tasks(s, 3, "r", func(i int) { at(3); mu.RLock(); at(4); mu.RUnlock() })
	}},
	{"close", "close wakes many at once, while the closer runs on", interleave.Config{}, func(s *interleave.Scheduler) {
		c := make(chan int)
		tasks(s, 3, "", func(i int) {
			at(1)
			point("recv")
			<-c
			at(2)
			point("x")
			at(3)
		})
		s.Go("closer", "", func() {
			at(4)
			point("close")
			close(c)
			busy()
			at(5)
			point("x")
			at(6)
		})
	}},
	{"ends-meanwhile", "the woken one ends while the waker runs, which is then alone: when, must not tell", interleave.Config{}, func(s *interleave.Scheduler) {
		c := make(chan int)
		s.Go("sleeper", "", func() { at(1); point("recv"); <-c })
		s.Go("waker", "", func() {
			at(2)
			point("close")
			close(c)
			for i := range 10 {
				at(3 + i)
				busy()
				point("x")
			}
		})
	}},
	{"lonely-parent", "the child of a task that is alone may arrive at any time", interleave.Config{}, func(s *interleave.Scheduler) {
		s.Go("parent", "", func() {
			at(1)
			start(func() { at(2); point("x"); at(3) })
			for i := range 10 {
				at(4 + i)
				busy()
				point("x")
			}
		})
	}},
	{"children", "numbered in the order of their go statements", interleave.Config{}, func(s *interleave.Scheduler) {
		tasks(s, 2, "", func(i int) {
			var wg sync.WaitGroup
			for range 2 {
				wg.Add(1)
				start(func() { defer wg.Done(); at(1); point("x") })
			}
			at(2)
			wg.Wait()
			at(3)
		})
	}},
	{"sleepers", "virtual time wakes them in order, a nanosecond apart", interleave.Config{}, func(s *interleave.Scheduler) {
		tasks(s, 3, "", func(i int) { at(1); time.Sleep(time.Duration(3 - i)); at(2) })
	}},
	{"sleepers-at-once", "they wake in random order and park", interleave.Config{}, func(s *interleave.Scheduler) {
		tasks(s, 4, "", func(i int) { at(1); time.Sleep(time.Millisecond); at(2); point("x"); at(3) })
	}},
	{"cancel", "a context ends many waits at once", interleave.Config{}, func(s *interleave.Scheduler) {
		ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
		tasks(s, 3, "", func(i int) { defer cancel(); at(1); point("recv"); <-ctx.Done(); at(2) })
	}},
	{"cond", "signals wake in the order of the waits", interleave.Config{}, func(s *interleave.Scheduler) {
		var mu sync.Mutex
		c, ready := sync.NewCond(&mu), 0
		tasks(s, 2, "", func(i int) {
			mu.Lock()
			for at(1); ready <= i; at(1) {
				c.Wait()
			}
			mu.Unlock()
		})
		s.Go("b", "", func() { mu.Lock(); ready = 2; at(2); c.Broadcast(); mu.Unlock() })
	}},
	{"every", "each statement is a point", interleave.Config{Every: true}, func(s *interleave.Scheduler) {
		var n atomic.Int32
		tasks(s, 2, "", func(i int) { at(1); n.Add(1); at(2); n.Add(1); at(3) })
	}},
	{"spin", "fairness counts points, not time", interleave.Config{}, func(s *interleave.Scheduler) {
		var done atomic.Bool
		s.Go("spin", "", func() {
			for at(1); !done.Load(); at(1) {
			}
		})
		s.Go("other", "", func() { at(2); done.Store(true); at(3) })
	}},
	{"crowd", "too many to choose from: in the order of their numbers", interleave.Config{}, func(s *interleave.Scheduler) {
		var n atomic.Int32
		tasks(s, 230, "", func(i int) { at(1); n.Add(1); at(2) })
	}},
	{"crowd-woken", "a close wakes a crowd", interleave.Config{}, func(s *interleave.Scheduler) {
		c := make(chan int)
		tasks(s, 230, "", func(i int) { at(1); point("recv"); <-c; at(2) })
		s.Go("closer", "", func() { time.Sleep(time.Nanosecond); at(3); point("close"); close(c) })
	}},
}

func TestSameChoicesSameRun(t *testing.T) {
	for _, row := range programs {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			reasoned(t, row.why)
			schedules := 30
			if strings.HasPrefix(row.name, "crowd") {
				schedules = 3 // each is long
			}
			var first string
			for n := range 3 {
				all := ""
				explore(t, interleave.Limits{Preemptions: 2, Schedules: schedules}, row.cfg, func() program { return row.p }, func(r result) bool {
					if r.outcome != interleave.Finished || r.died != nil {
						t.Errorf("outcome = %v, died = %v, want %v, nil", r.outcome, r.died, interleave.Finished)
					}
					all += r.text()
					return false
				})
				if n == 0 {
					first = all
				}
				if all != first {
					t.Fatalf("exploration %d differs from the first: %s", n+1, difference(first, all))
				}
			}
		})
	}
}

// difference shows the first line in which two long texts differ.
func difference(a, b string) string {
	as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(as), len(bs)) {
		if as[i] != bs[i] {
			return fmt.Sprintf("line %d is %q, was %q", i+1, bs[i], as[i])
		}
	}
	return fmt.Sprintf("%d lines, were %d", len(bs), len(as))
}

// Bubbles that are driven at the same time know nothing of each other.
func TestSideBySide(t *testing.T) {
	var acts int
	alone := drive(t, interleave.Config{}, checkThenAct(&acts)).text()
	var wg gosync.WaitGroup
	for range 8 {
		wg.Go(func() {
			var acts int
			for range 50 {
				if got := drive(t, interleave.Config{}, checkThenAct(&acts)).text(); got != alone {
					t.Errorf("beside others (-alone +beside):\n%s", cmp.Diff(alone, got))
					return
				}
			}
		})
	}
	wg.Wait()
}
