package harness

import (
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	"example.com/idempotency/harness/history"
)

// A Storm draws random traffic from a seed. Each schedule drawn is run once, in virtual time, and
// judged by the scenario's rules; the first that breaks one is shrunk to the smallest that does.
type Storm struct {
	Runs int // schedules to draw; 0: DefaultStorm
	Draw func(t *rapid.T, key func(string) string) Weather
}

// stormCase is what a storm is called beside a scenario's cases.
const stormCase = "storm"

// DefaultStorm is how many schedules a storm draws.
const DefaultStorm = 1000

// Weather is one schedule of a storm: what is sent when, and what becomes of it.
type Weather struct {
	Moves []Move
	Fates []Fate        // of the effects, in the order in which they start
	Takes time.Duration // how long each effect takes

	Setting any // as that of a Case

	// Drive sends the traffic in place of Moves, for requests that depend on earlier answers.
	Drive func(c *Client)
}

// A Move sends one request.
type Move struct {
	After   time.Duration // since the move before; moves are at least 1 ns apart
	Request Request
	Leaves  time.Duration // > 0: the client goes away so long after it has sent
}

// drive sends the traffic. Everything happens at an instant of its own, so that a schedule runs
// the same way each time.
func (wx Weather) drive(c *Client) {
	c.Takes(wx.Takes)
	c.Fates(wx.Fates...)
	if wx.Drive != nil {
		wx.Drive(c)
		return
	}
	var all []*Pending
	for _, m := range wx.Moves {
		c.drive.advance(max(m.After, time.Nanosecond))
		p := c.Start(m.Request)
		all = append(all, p)
		if m.Leaves > 0 {
			c.LeaveAfter(p, m.Leaves)
		}
	}
	c.Await(all...)
	c.drive.advance(time.Second)
	c.Fates() // what is left of them stays: the last retries may fail too
	seen := map[string]bool{}
	for _, m := range wx.Moves {
		r := m.Request
		r.CutBody, r.CutAnswer, r.Void, r.Note = 0, 0, false, ""
		if id := r.Caller + "\x00" + r.Key + "\x00" + r.Intent; !seen[id] {
			seen[id] = true
			c.Send(r)
		}
	}
}

// storm draws and judges schedules until one breaks, and keeps the smallest that does. At a server
// outside it says why there was none that could be judged.
func (k *check) storm(w *task) (why string) {
	runs := w.sc.Storm.Runs
	if runs == 0 {
		runs = DefaultStorm
	}
	if k.lab.site != nil {
		runs = min(runs, stormsOutside)
	}
	defer rapidFlags.take(runs, k.o.Seed)()
	n, label, began := 0, "", time.Now()
	key := func(s string) string { return s + "-" + label }
	proven := false
	var last record
	tb := &quiet{name: w.sc.ID}
	tb.run(func() {
		rapid.Check(tb, func(t *rapid.T) {
			n++
			label = k.lab.unique(k.nest(w, len(w.sc.Cases), n))
			wx := w.sc.Storm.Draw(t, key)
			if last.hangs() { // each try would cost as much again
				return
			}
			if k.lab.site != nil && time.Since(began) > stormOutside {
				n--
				return
			}
			var rec record
			if rec, why = k.weather(w, trial{nest: label, setting: wx.Setting, storm: true}, wx); why != "" {
				return
			}
			for _, o := range rec.only {
				w.leave(stormCase, o)
			}
			rec.history.Schedule = n
			proven = proven || w.proves(&rec.history) == ""
			if k.breaks(w, rec) {
				last = rec
				t.Fatalf("broken")
			}
			if k.o.Keep {
				w.keep(Case{Name: stormCase}, &rec.history)
			}
		})
	})
	w.res.Runs += n
	if proven || last.history.Attempts != nil {
		why = ""
	}
	cs := Case{Name: fmt.Sprintf("%s with seed %d", stormCase, k.o.Seed)}
	switch {
	case last.history.Attempts != nil || last.stuck:
		w.ended = false
		k.judge(w, cs, last)
		w.res.Case = cs.Name
	case !proven && why == "":
		w.inconclusive(cs, "no schedule of the storm put the promise to the test")
	}
	return why
}

// weather runs one schedule. Where the client of an effect can not panic, the outcome of that effect is
// unknown in another way.
func (k *check) weather(w *task, tr trial, wx Weather) (rec record, why string) {
	if k.lab.site == nil {
		return k.lab.run(tr, wx.drive), ""
	}
	wx.Fates = slices.Clone(wx.Fates)
	for i, f := range wx.Fates {
		if f == Panic {
			wx.Fates[i] = LoseAfter
		}
	}
	return k.seen(w, tr, wx.drive)
}

// hangs reports whether the trial looped without end, or was abandoned.
func (r record) hangs() bool {
	return r.stuck || slices.ContainsFunc(r.history.Faults, func(f history.Fault) bool { return f.Kind == history.Stuck })
}

// quiet is a rapid.TB that reports to nobody.
type quiet struct {
	name   string
	failed bool
}

type quietStop struct{}

func (q *quiet) run(f func()) {
	defer func() {
		if v := recover(); v != nil {
			if _, ok := v.(quietStop); !ok {
				panic(v)
			}
		}
	}()
	f()
}

func (q *quiet) stop()                 { panic(quietStop{}) }
func (q *quiet) Helper()               {}
func (q *quiet) Name() string          { return q.name }
func (q *quiet) Log(...any)            {}
func (q *quiet) Logf(string, ...any)   {}
func (q *quiet) Skip(...any)           { q.stop() }
func (q *quiet) Skipf(string, ...any)  { q.stop() }
func (q *quiet) SkipNow()              { q.stop() }
func (q *quiet) Error(...any)          { q.failed = true }
func (q *quiet) Errorf(string, ...any) { q.failed = true }
func (q *quiet) Fatal(...any)          { q.failed = true; q.stop() }
func (q *quiet) Fatalf(string, ...any) { q.failed = true; q.stop() }
func (q *quiet) Fail()                 { q.failed = true }
func (q *quiet) FailNow()              { q.failed = true; q.stop() }
func (q *quiet) Failed() bool          { return q.failed }
