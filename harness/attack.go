package harness

import (
	"context"
	"flag"
	"fmt"
	"runtime/debug"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"example.com/idempotency/harness/judge"
)

// A place is where servers outside of the process are.
type place struct {
	ctx     context.Context
	site    Site
	terms   Terms
	outside func(w *World) Surroundings
	sent    *atomic.Int64 // requests of all runs
	rushed  atomic.Int64  // those in a rush among them
	broke   atomic.Pointer[error]
}

// At a server outside a storm has so many schedules at most, and draws none after so long a time.
const (
	stormsOutside = 25
	stormOutside  = 10 * time.Second
)

// Attack judges the servers of a site. An error says that none could be opened, and that there is no
// verdict. When ctx ends, what is left is inconclusive.
func (s Suite) Attack(ctx context.Context, site Site, o Options) (Report, error) {
	s.check()
	if o.Seed == 0 {
		o.Seed = 1
	}
	if !flag.Parsed() { // package rapid asks package testing for its flags, also outside of a test
		testing.Init()
		_ = flag.CommandLine.Parse(nil)
	}
	start := time.Now()
	terms := site.Terms()
	l := &lab{hung: new(atomic.Int32), place: place{ctx: ctx, site: site, terms: terms, outside: s.Outside, sent: new(atomic.Int64)}}
	k := &check{suite: s, o: o, lab: l}
	k.take()
	k.each(max(1, terms.Workers), k.attack)
	r := k.report(start)
	r.Outside = true
	if err := l.broke.Load(); err != nil {
		return r, *err
	}
	return r, nil
}

// attack judges a scenario at a server outside. What it can not judge there it says. A panic is the
// kit's own, and must not leave servers behind that others have started.
func (k *check) attack(w *task) {
	defer func() {
		if v := recover(); v != nil {
			w.inconclusive(Case{}, fmt.Sprintf("kit bug: %v\n%s", v, debug.Stack()))
		}
	}()
	judged := 0
	note := func(name, why string) {
		if why == "" {
			judged++
		} else {
			w.leave(name, why)
		}
	}
	for i, cs := range w.sc.Cases {
		why := k.attackCase(w, i, cs)
		if w.ended {
			return
		}
		note(cs.Name, why)
	}
	if w.sc.Storm != nil {
		why := k.storm(w)
		if w.ended {
			return
		}
		note(stormCase, why)
	}
	if judged > 0 {
		w.conclude()
		return
	}
	w.ended = true
	w.res.Verdict, w.res.Why = judge.NotJudged, w.res.Left[0].Why
	w.res.Left = w.res.Left[1:]
}

// leave notes that a case was not judged, or only in part.
func (w *task) leave(name, why string) {
	if len(w.sc.Cases) < 2 && w.sc.Storm == nil {
		name = ""
	}
	if l := (Left{name, why}); !slices.Contains(w.res.Left, l) {
		w.res.Left = append(w.res.Left, l)
	}
}

// attackCase judges a case, and says why it could not.
func (k *check) attackCase(w *task, of int, cs Case) (why string) {
	runs := max(1, min(3, w.sc.Explore.Free)) // the first one is gated
	proven, missing := false, ""
	for i := range runs {
		tr := trial{free: true, gated: i == 0, nest: k.nest(w, of, i+1), setting: cs.Setting}
		rec, why := k.once(w, cs, tr)
		if w.ended || why != "" {
			return why
		}
		if m := w.proves(&rec.history); m == "" {
			proven = true
		} else {
			missing = m
		}
		if rec.exact { // it costs what it says, and is the same each time
			break
		}
	}
	if !proven {
		w.inconclusive(cs, missing)
	} else if w.sc.Explore.Preemptions > 0 && cs.Setting == nil {
		k.rush(w, of, cs)
	}
	return ""
}

// tries is how often a run is tried for which the machine was too slow.
const tries = 3

// once judges one run. A violation has to be seen again at a slower pace, unless it is one of numbers.
func (k *check) once(w *task, cs Case, tr trial) (rec record, why string) {
	if rec, why = k.seen(w, tr, cs.Drive); why == "" {
		k.judge(w, cs, rec)
		for _, o := range rec.only {
			w.leave(cs.Name, o)
		}
	}
	if k.lab.ctx.Err() != nil && !w.ended {
		w.inconclusive(cs, "it was not judged before the attack had to end")
	}
	return rec, why
}

// seen is a run whose violations, if there are any, are no matter of time; or why there is none.
func (k *check) seen(w *task, tr trial, drive func(*Client)) (rec record, why string) {
	for n := range tries {
		again := tr
		again.slow, again.nest = n > 0, k.lab.unique(tr.nest)
		rec = k.lab.run(again, drive)
		switch {
		case certain(rec, w.sc.Rules): // also where the run ended early
			return rec, ""
		case rec.unmet != "":
			return rec, string(rec.unmet)
		case rec.void != "":
			why = string(rec.void)
		case n > 0 || !k.breaks(w, rec):
			return rec, ""
		}
	}
	return rec, why
}

// certain reports whether a violation is one that no delay can have made: of how often an effect was
// seen, or of the server's process.
func certain(rec record, rules []judge.Rule) bool {
	for _, v := range judge.All(&rec.history, rules) {
		switch v.Rule {
		case "at-most-once", "asked-for", "no-faults":
			return true
		}
	}
	return false
}
