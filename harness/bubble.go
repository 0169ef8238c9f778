package harness

import (
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/interleave"
)

// began is when the process did.
var began = time.Now()

// A trial is one run of a case: how its schedule is made.
type trial struct {
	plan    []interleave.Switch // deviations from the default schedule
	every   bool                // each statement is a scheduling point
	random  uint64              // non-zero: a random schedule with this seed
	free    bool                // on the Go scheduler's own schedule
	gated   bool                // free: bursts are held until every request is in
	storm   bool                // outside: of a storm
	slow    bool                // outside: at a pace at which nothing overtakes anything
	rush    bool                // outside: as fast as can be, at a server that goes on
	nest    string              // tells its keys from those of other trials
	setting any                 // of the case, for the Builder
}

// A record is what a trial left behind.
type record struct {
	history history.History
	choices []interleave.Choice
	stuck   bool // abandoned: it made no progress in real time
	unmet   unmet
	void    void
	only    []string // what was done in part only, outside
	exact   bool     // outside: effects took as long as they said
	held    bool     // outside: the traffic itself held effects
}

// A lab runs trials of one builder and keeps a learner's code from hanging or ending the process.
type lab struct {
	t         *testing.T
	build     Builder
	rewritten bool
	hung      *atomic.Int32        // how many trials were abandoned or looped without end; shortens the patience for the next
	spent     func() time.Duration // by this process, of the processors' time

	place // of servers outside of the process; its site is nil where handlers are built
}

// An experiment is the state that a trial shares with its watcher outside the bubble.
type experiment struct {
	beats atomic.Int64
	world atomic.Pointer[World]
	res   chan record
	over  chan any
	never chan struct{}
	ask   chan struct{} // from the bubble: wait a moment of real time …
	ready chan struct{} // … and answer
}

// run runs drive in a bubble of its own, on another goroutine, and watches it from here.
func (l *lab) run(tr trial, drive func(*Client)) record {
	if l.site != nil {
		return l.visit(tr, drive)
	}
	x := &experiment{res: make(chan record, 1), over: make(chan any, 1), never: make(chan struct{}), ask: make(chan struct{}), ready: make(chan struct{})}
	stop := make(chan struct{})
	defer close(stop)
	if !l.rewritten {
		go x.graceful(stop)
	}
	go func() {
		defer func() { x.over <- recover() }()
		synctest.Test(l.t, func(*testing.T) { l.inside(x, tr, drive) })
	}()
	return l.watch(x)
}

// graceful answers each request from inside a bubble after a short real time.
func (x *experiment) graceful(stop chan struct{}) {
	for {
		select {
		case <-x.ask:
			time.Sleep(grace)
			x.ready <- struct{}{}
		case <-stop:
			return
		}
	}
}

// grace is how long code that was not rewritten gets to come to rest.
const grace = 8 * time.Millisecond

// inside is the root goroutine of a bubble.
func (l *lab) inside(x *experiment, tr trial, drive func(*Client)) {
	w := newWorld(&x.beats, tr.nest)
	w.setting = tr.setting
	w.bubble = interleave.Bubble()
	x.world.Store(w)
	detach := interleave.Attach(w.crashed)
	defer detach()
	c := &Client{World: w, lab: l}
	if tr.free || !l.rewritten {
		d := free{gated: tr.gated}
		if !l.rewritten {
			d.outside = func() { x.ask <- struct{}{}; <-x.ready }
		}
		c.drive = d
	} else {
		w.sched = interleave.New(l.config(w, tr))
		c.drive = scheduled{w.sched}
	}
	if c.raise() {
		l.act(c, drive)
	}
	x.res <- l.finish(c, x)
	if w.sched == nil && len(others()) > 0 {
		<-x.never // freezes the bubble: its clock stands still from here on
	}
}

// raise builds the handler; false: it panicked.
func (c *Client) raise() (ok bool) {
	defer func() {
		if v := recover(); v != nil {
			c.fault(history.Fault{Kind: history.Crash, Text: fmt.Sprintf("the constructor panicked: %v", v), Where: panicLine()})
		}
	}()
	c.handler = c.lab.build(c.World)
	if c.handler == nil {
		c.fault(history.Fault{Kind: history.Crash, Text: "the constructor returned no handler (nil), so that every request panics"})
		return false
	}
	return true
}

// enough ends the traffic of a trial whose verdict is sure.
type enough struct{}

// act drives the traffic. A panic here is the kit's own.
func (l *lab) act(c *Client, drive func(*Client)) {
	defer func() {
		switch v := recover().(type) {
		case nil, enough:
		case unmet:
			c.unmet = v
		case void:
			c.void = v
		default:
			c.fault(history.Fault{Kind: KitBug, Text: fmt.Sprintf("%v\n%s", v, debug.Stack())})
		}
	}()
	drive(c)
}

// finish ends the server, lets what remains run to its end, and takes the record.
func (l *lab) finish(c *Client, x *experiment) record {
	c.quit()
	c.openGates()
	rec := record{}
	if c.sched != nil {
		c.sched.Settle()
		rec.choices = c.sched.Choices()
		rec.history = c.history()
		c.sched.Close()
		return rec
	}
	c.drive.settle()
	rec.history = c.history()
	rec.stuck = len(others()) > 0
	return rec
}

// KitBug is a fault of the kit's own, never the learner's.
const KitBug history.FaultKind = "kit bug"

func (l *lab) config(w *World, tr trial) interleave.Config {
	cfg := interleave.Config{
		Plan: tr.plan, Every: tr.every,
		Mark: w.lastSeq,
		Beat: func() { w.beats.Add(1) },
	}
	if l.hung.Load() > 0 {
		cfg.Busy = interleave.DefaultBusy / 10
	}
	if tr.random != 0 {
		r := rand.New(rand.NewPCG(tr.random, 0))
		cfg.Random = func(n int) int { return r.IntN(n) }
	}
	return cfg
}

// crashed records a panic of a goroutine that the learner's code started.
func (w *World) crashed(who string, v any, stack []byte) {
	s := string(stack)
	if i := strings.LastIndex(s, "\npanic("); i >= 0 {
		s = s[i:]
	}
	text := fmt.Sprintf("panic: %v", v)
	if stack == nil {
		text = fmt.Sprint(v)
	}
	w.fault(history.Fault{Kind: history.Crash, Text: text, Where: learnerLine(s)})
}

// release forgets the world's scheduler after its bubble is over.
func (w *World) release() {
	if w != nil && w.sched != nil {
		w.sched.Release()
	}
}

// abandon stops what can be stopped of a bubble that hangs.
func (w *World) abandon() {
	if w.sched != nil {
		w.sched.Abandon()
	} else {
		interleave.Condemn(w.bubble)
	}
}
