package harness

import (
	"math/rand/v2"
	"runtime"
	"slices"
	"time"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// A rush repeats traffic whose schedule matters, as often as can be within a short time, at one server:
// outside of a process the machine's schedules are all that there is, and each time is another one.
// It is a matter of luck what it finds. What it finds is so.
type rush struct {
	k     *check
	w     *task
	cs    Case
	visit Visit
	last  record
	runs  int
	hung  bool // somebody was not answered
}

const (
	rushing = 2 * time.Second
	rushes  = 400 // at most
	share   = 4   // all of them may take that part of the requests
)

// rush repeats a case that holds nothing itself, on a machine's schedules.
func (k *check) rush(w *task, of int, cs Case) {
	r := &rush{k: k, w: w, cs: cs}
	by := time.Now().Add(rushing)
	for r.runs < rushes && time.Now().Before(by) && k.lab.rushed.Load() < int64(k.lab.terms.Requests/share) {
		r.runs++
		hung, began := r.hung, time.Now()
		if !r.run(k.lab.unique(k.nest(w, of, 100+r.runs))) {
			break
		}
		if r.hung != hung { // it shall have time to come again
			by = by.Add(time.Since(began))
		}
	}
	r.leave()
}

// run is one run more; false: it was the last. A violation counts that no haste can have made; that somebody
// was not answered has to come a second time.
func (r *rush) run(nest string) (more bool) {
	world, s, why := r.k.lab.outsider(trial{free: true, rush: true, nest: nest})
	if why != "" || r.k.lab.ctx.Err() != nil { // it takes a server that was started anew
		return false
	}
	defer world.quit()
	if !r.open(nest, s) {
		return false
	}
	r.k.lab.attend(world, r.visit, r.cs.Drive)
	r.k.lab.rushed.Add(int64(len(world.sent)))
	r.last = world.record()
	hangs := len(judge.All(&r.last.history, []judge.Rule{judge.EveryoneAnswered()})) > 0
	early := r.last.unmet != "" || r.last.void != ""
	switch {
	case certain(r.last, r.w.sc.Rules) || hangs && r.hung && !early:
		r.k.judge(r.w, r.cs, r.last)
		return false
	case r.last.held || early:
		return false
	}
	r.w.res.Runs++
	if hangs {
		r.hung = true
		return r.leave() && r.k.lab.terms.Fresh
	}
	return over(&r.last.history)
}

// open readies the server for another run; false: there is none.
func (r *rush) open(nest string, s Surroundings) bool {
	if r.visit != nil {
		r.visit.Again(s)
		return true
	}
	v, err := r.k.lab.site.Open(r.k.lab.ctx, nest, s)
	if err != nil {
		return false
	}
	r.visit = v
	return true
}

// leave ends the visit, so that the next run has a new server where it can be started anew; false: its
// process has died, which decides.
func (r *rush) leave() bool {
	if r.visit == nil {
		return true
	}
	died := r.visit.Close()
	r.visit = nil
	if died == "" || r.w.ended {
		return true
	}
	r.last.history.Faults = append(r.last.history.Faults, history.Fault{Kind: history.Death, Text: died})
	r.k.judge(r.w, r.cs, r.last)
	return false
}

// over reports whether every wish was granted, so that a right server has no effect any more that the
// next run would take for its own.
func over(h *history.History) bool {
	return !slices.ContainsFunc(h.Attempts, func(a history.Attempt) bool {
		return !slices.ContainsFunc(h.OfIntent(a.Intent), func(b history.Attempt) bool { return b.Answer.Success() })
	})
}

// rushed sends a burst in a rush: half of them with the last bytes of all bodies at once, the others one
// by one, so that a duplicate may come while the first one ends.
func (d *live) rushed(c *Client, send func() []*Pending) []*Pending {
	if d.apart = rand.N(2) == 0; d.apart {
		return send()
	}
	c.bodyGate.shut()
	d.level = true
	ps := send()
	d.level = false
	for by := time.Now().Add(50 * time.Millisecond); slices.ContainsFunc(ps, (*Pending).unsent) && time.Now().Before(by); {
		runtime.Gosched()
	}
	c.bodyGate.open()
	return ps
}

// unsent reports whether the server has not begun to get the body of p.
func (p *Pending) unsent() bool { return p.body.slow && p.body.position() == 0 }

// anyTime has the client of p go away at any moment, or as soon as all is sent.
func (d *live) anyTime(p *Pending) {
	if !d.rush || rand.N(2) == 0 || !p.body.cutAtEnd() {
		time.Sleep(rand.N(3 * time.Millisecond))
		p.c.Leave(p)
	}
}
