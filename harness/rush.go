package harness

import (
	"math/rand/v2"
	"runtime"
	"slices"
	"time"

	"example.com/idempotency/harness/history"
)

// A rush repeats traffic whose schedule matters, as often as can be within a short time, at one server:
// outside of a process the machine's schedules are all that there is, and each time is another one.
// It is a matter of luck what it finds. What it finds is so.
type rush struct {
	k     *check
	w     *task
	cs    Case
	visit Visit
	runs  int
	found bool // something that haste may have made
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
		found, began := r.found, time.Now()
		if !r.run(k.lab.unique(k.nest(w, of, 100+r.runs))) {
			break
		}
		if r.found != found { // it shall have time to come again
			by = by.Add(time.Since(began))
		}
	}
	r.leave()
}

// leave ends the visit. The next run has a new server, where it can be started anew.
func (r *rush) leave() {
	if r.visit != nil {
		r.visit.Close()
		r.visit = nil
	}
}

// run is one run more; false: it was the last. A violation counts that no haste can have made, or that
// comes a second time.
func (r *rush) run(nest string) (more bool) {
	l := r.k.lab
	world, s, why := l.outsider(trial{free: true, rush: true, nest: nest})
	if why != "" || l.ctx.Err() != nil { // it takes a server that was started anew
		return false
	}
	defer world.quit()
	if r.visit == nil {
		v, err := l.site.Open(l.ctx, nest, s)
		if err != nil {
			return false
		}
		r.visit = v
	} else {
		r.visit.Again(s)
	}
	l.attend(world, r.visit, r.cs.Drive)
	l.rushed.Add(int64(len(world.sent)))
	rec := world.record()
	breaks := r.k.breaks(r.w, rec)
	switch {
	case rec.held || rec.unmet != "" || rec.void != "":
		return false
	case certain(rec, r.w.sc.Rules) || breaks && r.found:
		r.k.judge(r.w, r.cs, rec)
		return false
	}
	r.w.res.Runs++
	if breaks {
		r.found = true
		r.leave()
		return l.terms.Fresh
	}
	return over(&rec.history)
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
