//lint:file-ignore SA2001 what a lock does is tested, not what it guards

package interleave_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/idempotency/harness/interleave"
	"example.com/idempotency/harness/interleave/sync"
)

// pass returns a task's code that passes n points.
func pass(n int) func(int) {
	return func(int) {
		for range n {
			point("x")
		}
	}
}

func TestExploreCountsSchedules(t *testing.T) {
	free := func(tasksN, points int, class string) func() program {
		return func() program {
			return func(s *interleave.Scheduler) { tasks(s, tasksN, class, pass(points)) }
		}
	}
	statements := func() program {
		return func(s *interleave.Scheduler) { tasks(s, 2, "", func(int) { at(1); at(2) }) }
	}
	locks := func() program {
		return func(s *interleave.Scheduler) {
			var mu sync.Mutex
			tasks(s, 2, "", func(int) { mu.Lock(); mu.Unlock() })
		}
	}
	for _, row := range []struct {
		why         string
		build       func() program
		every       bool
		preemptions int
		want        int
	}{
		{"one task leaves nothing to choose", free(1, 3, ""), false, 2, 1},
		{"no preemption allowed: the default schedule only", free(2, 1, ""), false, 0, 1},
		{"two tasks without a point: either first", free(2, 0, ""), false, 1, 2},
		{"interchangeable tasks: the order of the first steps tells nothing", free(2, 0, "dup"), false, 1, 1},
		{"AABB BBAA, ABBA BAAB", free(2, 1, ""), false, 1, 4},
		{"and ABAB BABA: all 4!/(2!2!)", free(2, 1, ""), false, 2, 6},
		{"more preemptions than there are places: the same", free(2, 1, ""), false, 5, 6},
		{"AABB, ABBA: the other half are the same with the names changed", free(2, 1, "dup"), false, 1, 2},
		{"and ABAB", free(2, 1, "dup"), false, 2, 3},
		{"a blocks against b blocks: 2, and 2·C(2,1)", free(2, 2, ""), false, 1, 6},
		{"and 2·C(2,1)·C(2,1)", free(2, 2, ""), false, 2, 14},
		{"and 2·C(2,2)·C(2,1)", free(2, 2, ""), false, 3, 18},
		{"and 2: all 6!/(3!3!)", free(2, 2, ""), false, 4, 20},
		{"three tasks without a point: the first pick costs, 1 and 2 firsts, times 2!", free(3, 0, ""), false, 1, 6},
		{"three interchangeable ones", free(3, 0, "dup"), false, 1, 1},
		{"four: two picks cost, (1 + 3 + 2)·2! with one of them", free(4, 0, ""), false, 1, 12},
		{"and 3·2·2! with both: all 4!", free(4, 0, ""), false, 2, 24},
		{"statements are no scheduling points", statements, false, 2, 2},
		{"unless each is: as two points", statements, true, 2, 14},
		{"a lock: preempted before it, or while holding it, when the other one waits", locks, false, 1, 6},
		{"and once more each: before the lock both; before and holding; holding and before", locks, false, 2, 12},
	} {
		t.Run(fmt.Sprint(row.why, " ", row.preemptions), func(t *testing.T) {
			reasoned(t, row.why)
			seen := map[string]bool{}
			st := explore(t, interleave.Limits{Preemptions: row.preemptions}, interleave.Config{Every: row.every}, row.build, func(r result) bool {
				seen[fmt.Sprint(r.choices)] = true
				return r.outcome != interleave.Finished
			})
			if want := (interleave.Stats{Schedules: row.want, Complete: true}); st != want {
				t.Errorf("schedules = %+v, want %+v", st, want)
			}
			if len(seen) != row.want {
				t.Errorf("different schedules = %d, want %d", len(seen), row.want)
			}
		})
	}
}

func TestExploreStops(t *testing.T) {
	build := func() program {
		return func(s *interleave.Scheduler) { tasks(s, 2, "", pass(2)) }
	}
	n := 0
	st := explore(t, interleave.Limits{Preemptions: 2}, interleave.Config{}, build, func(result) bool { n++; return n == 3 })
	if want := (interleave.Stats{Schedules: 3}); st != want {
		t.Errorf("told to stop at the third: %+v, want %+v", st, want)
	}
	st = explore(t, interleave.Limits{Preemptions: 2, Schedules: 5}, interleave.Config{}, build, func(result) bool { return false })
	if want := (interleave.Stats{Schedules: 2 + 4 + 5}); st != want {
		t.Errorf("limited to five of each number of preemptions, of 2, 4 and 8: %+v, want %+v", st, want)
	}
}

// checkThenAct is rewritten code with the smallest gap there is: if _, ok := m.Load(k); !ok {
// m.Store(k, …) }. Acts counts who came through.
func checkThenAct(acts *int) program {
	return func(s *interleave.Scheduler) {
		var m sync.Map
		tasks(s, 2, "dup", func(i int) {
			interleave.At("keys.go:20")
			if _, ok := m.Load("k"); !ok {
				interleave.At("keys.go:21")
				m.Store("k", i)
				interleave.At("keys.go:22")
				*acts++
			}
		})
	}
}

func TestFindsNeighbouringCheckThenAct(t *testing.T) {
	want := []interleave.Stretch{
		{Task: "#1", Lines: []string{"keys.go:20", "keys.go:21"}},
		{Task: "#2", Lines: []string{"keys.go:20", "keys.go:21", "keys.go:22"}},
		{Task: "#1", Lines: []string{"keys.go:22"}},
	}
	for n := range 1000 {
		var acts int
		found := false
		st := explore(t, interleave.Limits{Preemptions: 1}, interleave.Config{}, func() program { acts = 0; return checkThenAct(&acts) }, func(r result) bool {
			if found = acts == 2; found {
				if d := cmp.Diff(want, r.trace); d != "" {
					t.Errorf("trace (-want +got):\n%s", d)
				}
			}
			return found
		})
		if !found || t.Failed() {
			t.Fatalf("exploration %d of %d schedules: found = %v, want true", n+1, st.Schedules, found)
		}
	}
}

// A plan that was found is a program's schedule for good.
func TestPlanRepeats(t *testing.T) {
	var acts int
	var plan []interleave.Switch
	interleave.Explore(interleave.Limits{Preemptions: 1}, func(p []interleave.Switch) ([]interleave.Choice, bool) {
		acts = 0
		r := drive(t, interleave.Config{Plan: p}, checkThenAct(&acts))
		plan = p
		return r.choices, acts == 2
	})
	first := ""
	for range 50 {
		acts = 0
		r := drive(t, interleave.Config{Plan: plan}, checkThenAct(&acts))
		if first == "" {
			first = r.text()
		}
		if acts != 2 || r.text() != first {
			t.Fatalf("plan %v: acts = %d, want 2, trace (-first +this):\n%s", plan, acts, cmp.Diff(first, r.text()))
		}
	}
}

func TestRandomRepeatsWithItsSeed(t *testing.T) {
	run := func(seed uint64) string {
		var acts int
		r := rand.New(rand.NewPCG(seed, 0))
		return drive(t, interleave.Config{Random: r.IntN, Every: true}, checkThenAct(&acts)).text()
	}
	different := map[string]bool{}
	for seed := range uint64(40) {
		first := run(seed)
		different[first] = true
		if again := run(seed); again != first {
			t.Errorf("seed %d (-first +again):\n%s", seed, cmp.Diff(first, again))
		}
	}
	if len(different) < 5 {
		t.Errorf("different runs of 40 seeds = %d, want at least 5", len(different))
	}
}
