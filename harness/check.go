package harness

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/interleave"
	"example.com/idempotency/harness/judge"
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

// A task is a scenario on its way to a verdict.
type task struct {
	sc     Scenario
	res    Result
	ended  bool
	judged bool
	sample *history.History // of a run that put the promise to the test, for Keep
	of     string           // its case
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

// explore runs the cases of a scenario on schedules of ours, until one breaks.
func (k *check) explore(w *task) {
	if !k.lab.rewritten || w.sc.Alone {
		return // judged by free runs
	}
	for i, cs := range w.sc.Cases {
		if k.exploreCase(w, i, cs); w.ended {
			return
		}
	}
	if w.sc.Storm != nil {
		k.storm(w)
	}
	if !w.ended && (w.sc.Explore.Free == 0 || k.o.Phase == Explore) {
		w.conclude()
	}
}

// maxSchedules is how many schedules of each number of preemptions are tried: code with many
// goroutines has too many to try all. What is left out is sampled.
const maxSchedules = 1500

// exploreCase tries the schedules of one case, fewest preemptions first.
func (k *check) exploreCase(w *task, of int, cs Case) {
	proven, unmet := false, ""
	total := 0
	one := func(tr trial) ([]interleave.Choice, bool) {
		total++
		tr.nest, tr.setting = k.nest(w, of, total), cs.Setting
		rec := k.lab.run(tr, cs.Drive)
		rec.history.Schedule = total
		rec.history.Switches = len(tr.plan)
		bad := k.judge(w, cs, rec)
		if why := w.proves(&rec.history); why == "" {
			proven = true
		} else {
			unmet = why
		}
		return rec.choices, bad
	}
	x := w.sc.Explore
	st := interleave.Explore(interleave.Limits{Preemptions: x.Preemptions, Schedules: maxSchedules}, func(plan []interleave.Switch) ([]interleave.Choice, bool) {
		return one(trial{plan: plan})
	})
	w.res.Complete = w.res.Complete && st.Complete
	if !w.ended && x.Every {
		interleave.Explore(interleave.Limits{Preemptions: 1, Schedules: maxSchedules}, func(plan []interleave.Switch) ([]interleave.Choice, bool) {
			return one(trial{plan: plan, every: true})
		})
	}
	samples := x.Samples
	if !st.Complete {
		samples += 300
	}
	for i := 0; i < samples && !w.ended; i++ {
		one(trial{random: k.o.Seed<<16 + uint64(i) + 1})
	}
	w.res.Explored += total
	if w.res.History != nil {
		w.res.History.Of = total
	}
	if !w.ended && !proven {
		w.inconclusive(cs, unmet)
	}
}

// alone runs the cases of a scenario that must have the process for itself.
func (k *check) alone(w *task) {
	if w.sc.Alone {
		k.runFree(w)
	}
}

// runFree runs the cases of a scenario on the Go scheduler's own schedule.
func (k *check) runFree(w *task) {
	runs := w.sc.Explore.Free
	if w.sc.Alone {
		runs = 1
	}
	if !k.lab.rewritten {
		runs = max(1, min(runs, 3))
	}
	races := newRaceLog(k.o.RaceLog)
	for of, cs := range w.sc.Cases {
		if cs.Clock && !k.lab.rewritten {
			continue
		}
		proven, unmet := false, ""
		for i := 0; i < runs && !w.ended; i++ {
			rec := k.lab.run(trial{free: true, gated: i%2 == 0, nest: k.nest(w, of, 10_000+i), setting: cs.Setting}, cs.Drive)
			rec.history.Faults = append(rec.history.Faults, races.new()...)
			k.judge(w, cs, rec)
			if why := w.proves(&rec.history); why == "" {
				proven = true
			} else {
				unmet = why
			}
		}
		if !w.ended && !proven {
			w.inconclusive(cs, unmet)
		}
		w.judged = true
	}
	if !w.ended && w.judged {
		w.conclude()
	}
}

// judge judges one run; true: it broke, and the task has its verdict.
func (k *check) judge(w *task, cs Case, rec record) bool {
	w.res.Runs++
	if w.ended {
		return true
	}
	for _, f := range rec.history.Faults {
		if f.Kind == history.Stuck && rec.stuck {
			w.inconclusive(cs, fmt.Sprintf("stuck: no progress in real time; the code is at %s", orUnknown(f.Where)))
			w.res.History = &rec.history
			return true
		}
		if f.Kind == KitBug {
			w.inconclusive(cs, "kit bug: "+f.Text)
			return true
		}
	}
	vs := judge.All(&rec.history, w.sc.Rules)
	if len(vs) == 0 { // a run that stopped half-way has not held, whatever its rules look at
		vs = judge.All(&rec.history, []judge.Rule{judge.EveryoneAnswered()})
	}
	if len(vs) == 0 {
		if k.o.Keep {
			w.keep(cs, &rec.history)
		}
		return false
	}
	w.ended = true
	w.res.Verdict = judge.Broken
	w.res.Violations = vs
	w.res.History = &rec.history
	if len(w.sc.Cases) > 1 {
		w.res.Case = cs.Name
	}
	return true
}

// breaks reports whether a run breaks a rule, without deciding anything.
func (k *check) breaks(w *task, rec record) bool {
	return rec.stuck || len(judge.All(&rec.history, w.sc.Rules)) > 0 || len(judge.All(&rec.history, []judge.Rule{judge.EveryoneAnswered()})) > 0
}

func orUnknown(s string) string {
	if s == "" {
		return "an unknown place"
	}
	return s
}

func (w *task) proves(h *history.History) string {
	if w.sc.Proves == nil {
		return ""
	}
	return w.sc.Proves(h)
}

func (w *task) inconclusive(cs Case, why string) {
	w.ended = true
	w.res.Verdict = judge.Inconclusive
	w.res.Why = why
	if len(w.sc.Cases) > 1 {
		w.res.Case = cs.Name
	}
}

func (w *task) conclude() {
	w.ended = true
	w.res.Verdict, w.res.History = judge.Held, w.sample
	if len(w.sc.Cases) > 1 && w.sample != nil {
		w.res.Case = w.of
	}
}

// nest names the nth run of a scenario's case, shortly and the same way each time, as no other run
// of the process is named.
func (k *check) nest(w *task, of, n int) string {
	s := fmt.Sprintf("%s%c%d", strings.ToLower(w.sc.ID), 'a'+rune(of), n)
	if k.o.Seed != 1 {
		s += fmt.Sprint("s", k.o.Seed)
	}
	return s
}
