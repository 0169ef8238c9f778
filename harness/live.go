package harness

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// live drives a run at a server outside of the process: in real time, on the machine's own schedule.
// It is the run's clock, too.
//
// A case that sets a time to live has a clock on which that takes shortTTL, one that has effects
// take some seconds the machine's own. In any other case, and in storms, no promise depends on how long a
// wait or an effect is: they are cut short, and the clock jumps.
type live struct {
	w      *World
	lab    *lab
	ctx    context.Context // ends when nobody waits for the verdict any more
	terms  Terms
	gated  bool // a burst is held at its effects and bodies until every request is in
	storm  bool
	effect string // what a success stands for, where the server has effects of its own
	exact  bool   // effects take as long as they say
	held   bool   // the traffic itself has held effects
	slow   bool   // at a pace at which nothing overtakes anything
	rush   bool   // as fast as can be
	apart  bool   // in a rush: the requests of a burst come one after the other
	level  bool   // in a rush: all that is sent waits with its last bytes

	short time.Duration // the time to live by the machine's clock, where the case sets one
	quick float64       // how much faster the run's clock goes than the machine's
	cut   time.Duration // the longest wait, in real time, where short is not set

	mu      sync.Mutex
	only    map[string]bool      // what it did in part only
	skipped time.Duration        // by which the run's clock has jumped
	told    map[string]time.Time // when an attempt was answered last, by subject, in real time
}

const (
	shortTTL = 2 * time.Second       // of real time, in cases that set a time to live
	cutTo    = 60 * time.Millisecond // of real time, in others
	shrink   = 50                    // by which effects are faster, in others
	rest     = 30 * time.Millisecond // in which nothing moves when all wait
	evidence = time.Second           // in which an effect begins that was asked for
	longest  = 5 * time.Second       // that a client waits for an answer while nothing holds it back

	impatient = 1500 * time.Millisecond // the same, when several have waited in vain

	pause  = 15 * time.Millisecond  // between an answer and the next request of its intent
	slower = 250 * time.Millisecond // the same, at a slow pace
)

// newLive makes the driver of a run. It panics with unmet where the case's time to live is too short
// or too long to be judged in real time.
func (l *lab) newLive(w *World, tr trial) *live {
	terms := l.terms
	terms.Fresh = terms.Fresh && !tr.rush
	d := &live{w: w, lab: l, ctx: l.ctx, terms: terms, gated: tr.gated, slow: tr.slow, storm: tr.storm, rush: tr.rush, quick: 1, cut: cutTo, told: map[string]time.Time{}, only: map[string]bool{}}
	ttl, sets := tr.setting.(time.Duration)
	if !sets {
		return d
	}
	short := terms.TTL
	if short == 0 {
		short = shortTTL
	}
	switch {
	case !terms.Fresh && terms.TTL == 0:
		panic(unmet("it takes a time to live that the kit knows: say KEY_TTL, in seconds"))
	case short > 10*time.Second:
		panic(unmet(fmt.Sprintf("keys live for %v at this server, which is too long to wait for", short)))
	case short < time.Second || ttl < 100*time.Millisecond:
		panic(unmet("so short a time to live can not be told from the delays of a network"))
	case ttl > 7*24*time.Hour:
		panic(unmet("so long a time to live can not be waited for"))
	}
	d.short, d.quick = short, float64(ttl)/float64(short)
	return d
}

func (d *live) start(_, _ string, f func()) { go f() }

// await waits in real time: the run's goes too fast for a server.
func (d *live) await(ps []*Pending, _ time.Duration) verdict {
	limit := longest
	if d.lab.hung.Load() > 2 { // this server has been waited for
		limit = impatient
	}
	d.w.mu.Lock()
	limit += d.lasts(d.w.takes)
	d.w.mu.Unlock()
	t := time.NewTimer(limit)
	defer t.Stop()
	for _, p := range ps {
		select {
		case <-p.done:
		case <-t.C:
			return timedOut
		case <-d.ctx.Done():
		}
		if d.ctx.Err() != nil { // also where an answer came as well: who is interrupted judges nothing
			panic(void("it was interrupted"))
		}
	}
	return answered
}

func (d *live) hurry(ps []*Pending) { d.await(ps, 0) }

// settle waits until the effects that were asked for have begun, and nothing has moved for a moment.
func (d *live) settle() {
	for by := time.Now().Add(evidence); !d.w.begun() && time.Now().Before(by); {
		d.sleep(2 * time.Millisecond)
	}
	still := rest
	switch {
	case d.slow:
		still *= 4
	case d.rush:
		still = time.Millisecond
	}
	by := time.Now().Add(evidence)
	for last := int64(-1); last != d.w.beats.Load() && time.Now().Before(by); d.sleep(still) {
		last = d.w.beats.Load()
	}
}

func (d *live) sleep(real time.Duration) {
	t := time.NewTimer(real)
	defer t.Stop()
	select {
	case <-t.C:
	case <-d.ctx.Done():
		panic(void("it was interrupted"))
	}
}

func (d *live) burst(c *Client, send func() []*Pending) []*Pending {
	switch {
	case d.rush:
		return d.rushed(c, send)
	case !d.terms.Effects:
		return send()
	}
	return free{gated: d.gated}.burst(c, send)
}

func (d *live) where(*Pending) string { return "" }
