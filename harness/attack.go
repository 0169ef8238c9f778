package harness

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// A place is where servers outside of the process are.
type place struct {
	ctx     context.Context
	site    Site
	terms   Terms
	outside func(w *World) Surroundings
	sent    *atomic.Int64 // requests of all runs
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
		switch {
		case why == "":
			judged++
		case len(w.sc.Cases) > 1 && name != "":
			w.res.Left = append(w.res.Left, name+": "+why)
		default:
			w.res.Left = append(w.res.Left, why)
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
		note("storm", why)
	}
	if judged > 0 {
		w.conclude()
		return
	}
	w.ended = true
	w.res.Verdict, w.res.Why = judge.NotJudged, w.res.Left[0]
	w.res.Left = w.res.Left[1:]
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
	}
	if !proven {
		w.inconclusive(cs, missing)
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
			if !slices.Contains(w.res.Left, o) {
				w.res.Left = append(w.res.Left, o)
			}
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

// visit is a run at a server outside.
func (l *lab) visit(tr trial, drive func(*Client)) (rec record) {
	defer func() {
		if v, ok := recover().(unmet); ok {
			rec = record{unmet: v}
		}
	}()
	w := newWorld(new(atomic.Int64), tr.nest)
	defer w.quit()
	w.setting = tr.setting
	w.live = l.newLive(w, tr)
	v, err := l.site.Open(l.ctx, tr.nest, l.surroundings(w))
	switch {
	case err != nil && l.ctx.Err() != nil:
		return record{void: "it was interrupted"}
	case err != nil:
		l.broke.CompareAndSwap(nil, &err)
		return record{void: void(err.Error())}
	}
	end := sync.OnceValue(v.Close)
	defer end() // also when the kit panics
	w.began = time.Now()
	l.act(&Client{World: w, lab: l, handler: v, drive: w.live}, drive)
	w.openGates()
	for _, p := range w.sent { // nobody waits any more
		p.cancel()
	}
	for _, p := range w.sent {
		<-p.done
	}
	if died := end(); died != "" {
		w.fault(history.Fault{Kind: history.Death, Text: died})
	}
	if w.ttl > 0 && w.live.short == 0 && l.terms.TTL > 0 && time.Since(w.began) > l.terms.TTL/2 {
		w.unmet = "it takes longer than keys live at this server"
	}
	return record{history: w.history(), unmet: w.unmet, void: w.void, only: slices.Sorted(maps.Keys(w.live.only))}
}

// surroundings are those of a run. It panics with unmet where the site can not have them.
func (l *lab) surroundings(w *World) Surroundings {
	if l.outside == nil {
		panic(unmet("this challenge has no server of its own"))
	}
	s := l.outside(w)
	w.live.effect = s.Effect
	switch {
	case s.Env["KEY_TTL"] == "" && len(s.Env) > 0 && !l.terms.Fresh:
		panic(unmet("the server would have to be started with " + strings.Join(slices.Sorted(maps.Keys(s.Env)), ", ")))
	case s.Effect == "" && !l.terms.Effects:
		panic(unmet("the server has effects of its own, and its answers do not tell of them"))
	}
	return s
}

// unique is the name of a run, and such as no other has had where servers are not started anew.
func (l *lab) unique(nest string) string {
	if l.site == nil || l.terms.Fresh {
		return nest
	}
	return fmt.Sprintf("%s-%s", nest, strconv.FormatInt(time.Now().UnixNano(), 36))
}
