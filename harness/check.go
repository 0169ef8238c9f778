package harness

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"example.com/idempotency/harness/interleave"
)

// Options narrows or repeats a check. The zero value judges everything with seed 1.
type Options struct {
	Only    []string       // ids of scenarios; empty: all
	Skip    []string       // ids of scenarios to leave out
	Extra   bool           // only the scenarios that were added with With
	Seed    uint64         // of random schedules and storms; 0: 1
	Serial  bool           // one scenario at a time
	Keep    bool           // keep a history of each scenario that is held, too
	Phase   Phase          // empty: both
	RaceLog string         // where the race detector writes, without the process id; empty: not known
	Planned func([]Result) // told once, before any is judged
	Began   func(Result)
	Ended   func(Result)
}

// A Phase is a half of a check of rewritten code. Explored schedules hide data races, and the race
// detector makes them several times slower, so that the two halves are best run in two processes:
// explored schedules without the detector, free ones with it.
type Phase string

// The phases.
const (
	Explore Phase = "explore"
	Free    Phase = "free"

	Measured Phase = "measure" // no verdict: what requests cost
)

// Check judges the handlers that b builds and returns what it found as data. It never fails t,
// which only hosts the bubbles.
func (s Suite) Check(t *testing.T, b Builder, o Options) Report {
	s.check()
	if o.Seed == 0 {
		o.Seed = 1
	}
	start := time.Now()
	k := &check{suite: s, o: o, lab: &lab{t: t, build: b, rewritten: interleave.Rewritten(), hung: new(atomic.Int32), spent: spent}}
	k.take()
	if o.Planned != nil {
		o.Planned(k.results())
	}
	if o.Phase != Free {
		k.each(k.workers(), k.explore)
		k.each(1, k.alone)
	}
	if o.Phase != Explore {
		interleave.Shake(true)
		k.each(1, k.runFree)
		interleave.Shake(false)
	}
	return k.report(start)
}

// take makes a task of each scenario that is to be judged.
func (k *check) take() {
	s, o := k.suite, k.o
	for i, sc := range slices.Concat(s.Scenarios, s.extra) {
		if len(o.Only) > 0 && !slices.Contains(o.Only, sc.ID) || slices.Contains(o.Skip, sc.ID) ||
			o.Extra && i < len(s.Scenarios) ||
			o.Phase == Free && sc.Explore.Free == 0 {
			continue
		}
		k.work = append(k.work, &task{sc: sc, res: Result{ID: sc.ID, Name: sc.Name, Level: sc.Level, Part: max(1, sc.Part), Story: sc.Story, Extra: i >= len(s.Scenarios), Complete: true}})
	}
}

func (k *check) report(start time.Time) Report {
	return Report{Suite: k.suite.Name, Rewritten: k.lab.rewritten, Race: raceEnabled, Seed: k.o.Seed, Elapsed: time.Since(start), Results: k.results()}
}

// A check is one call of Suite.Check.
type check struct {
	suite Suite
	o     Options
	lab   *lab
	work  []*task
	mu    sync.Mutex
}

func (k *check) results() []Result {
	var out []Result
	for _, w := range k.work {
		out = append(out, w.res)
	}
	return out
}

func (k *check) workers() int {
	if k.o.Serial || !k.lab.rewritten {
		return 1
	}
	return runtime.GOMAXPROCS(0)
}

// each calls f for every task that has no verdict yet, n at a time.
func (k *check) each(n int, f func(*task)) {
	var wg sync.WaitGroup
	next := make(chan *task)
	for range n {
		wg.Go(func() {
			for w := range next {
				start := time.Now()
				f(w)
				w.res.Elapsed += time.Since(start)
				if w.ended && k.o.Ended != nil {
					k.mu.Lock()
					k.o.Ended(w.res)
					k.mu.Unlock()
				}
			}
		})
	}
	for _, w := range k.work {
		if !w.ended {
			if k.o.Began != nil {
				k.mu.Lock()
				k.o.Began(w.res)
				k.mu.Unlock()
			}
			next <- w
		}
	}
	close(next)
	wg.Wait()
}
