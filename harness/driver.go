package harness

import (
	"testing/synctest"
	"time"

	"example.com/idempotency/harness/interleave"
)

// A driver runs the goroutines of one bubble: on a schedule that it owns, or freely.
type driver interface {
	start(name, class string, f func())
	await(ps []*Pending, limit time.Duration) verdict
	hurry(ps []*Pending) // gives ps every chance to be answered, within little time
	settle()
	advance(d time.Duration)
	burst(c *Client, send func() []*Pending) []*Pending
	where(p *Pending) string
}

// A verdict says how an await ended.
type verdict int

const (
	answered verdict = iota
	timedOut
	spins
)

func allDone(ps []*Pending) bool {
	for _, p := range ps {
		if !p.Answered() {
			return false
		}
	}
	return true
}

// scheduled drives rewritten code on a schedule of ours.
type scheduled struct{ s *interleave.Scheduler }

func (d scheduled) start(name, class string, f func()) { d.s.Go(name, class, f) }

func (d scheduled) await(ps []*Pending, limit time.Duration) verdict {
	switch d.s.Run(func() bool { return allDone(ps) }, limit) {
	case interleave.TimedOut:
		return timedOut
	case interleave.Spins:
		return spins
	}
	return answered
}

func (d scheduled) hurry(ps []*Pending) { d.await(ps, hurry) }

// hurry is how long of virtual time a request may take that nothing holds back: slow polling
// is no fault.
const hurry = 10 * time.Second

func (d scheduled) settle() { d.s.Settle() }

func (d scheduled) advance(t time.Duration) {
	d.s.Run(func() bool { return false }, t)
}

func (d scheduled) burst(_ *Client, send func() []*Pending) []*Pending { return send() }

func (d scheduled) where(p *Pending) string { return d.s.LineOf(p.name()) }

// free lets the Go scheduler run the goroutines.
type free struct {
	gated   bool   // a burst is held at its effects and bodies until every request is in
	outside func() // non-nil in code that was not rewritten: waits a short real time outside the bubble
}

func (d free) start(_, _ string, f func()) { go f() }

func (d free) await(ps []*Pending, limit time.Duration) verdict {
	t := time.NewTimer(limit)
	defer t.Stop()
	for _, p := range ps {
		select {
		case <-p.done:
		case <-t.C:
			return timedOut
		}
	}
	return answered
}

func (d free) hurry(ps []*Pending) {
	if d.outside == nil {
		d.await(ps, hurry)
		return
	}
	for range 25 {
		if d.outside(); allDone(ps) {
			return
		}
	}
}

// settle waits for everything to block. A goroutine that waits for a real lock never counts as
// blocked, so that code which was not rewritten is given a moment of real time instead, in which
// the bubble's clock stands still; too short a moment may miss a violation, never invent one.
func (d free) settle() {
	if d.outside != nil {
		d.outside()
		return
	}
	synctest.Wait()
}

func (d free) advance(t time.Duration) { time.Sleep(t) }

func (d free) burst(c *Client, send func() []*Pending) []*Pending {
	if !d.gated {
		return send()
	}
	c.effectGate.shut()
	c.bodyGate.shut()
	ps := send()
	c.drive.settle()
	c.bodyGate.open()
	c.drive.settle()
	c.effectGate.open()
	return ps
}

func (d free) where(p *Pending) string { return lineOf(p.goid.Load()) }
