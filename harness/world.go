package harness

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/interleave"
)

// A World is what one run of a scenario happens in: it owns every effect, records the history and
// ends the server's context. A Builder gets a fresh one each time.
type World struct {
	ctx    context.Context
	quit   context.CancelFunc
	bubble string
	nest   string // tells this run's keys from those of other runs in the same process

	setting any // of the case

	live *live // nil in a bubble

	beats   *atomic.Int64 // moves with everything that happens, for the watchdog
	looking atomic.Bool   // the kit itself is at work, and nothing else has to move meanwhile
	sched   *interleave.Scheduler

	mu      sync.Mutex
	began   time.Time
	seq     int
	attempt []*history.Attempt
	sent    []*Pending // whose answers may still be written to, which is a fault
	effects []*history.Effect
	notes   []history.Note
	faults  []history.Fault
	closed  bool // the history is complete: what happens now is not recorded
	ttl     time.Duration
	unmet   unmet // the run ended there
	void    void

	calm bool // effects succeed at once, whatever their fate is to be

	flooded bool // effects are not recorded
	floods  int  // how many were not

	effectGate, bodyGate, answerGate gate
	markGates                        map[string]*gate // of effects with that mark, beside effectGate

	takes  time.Duration
	faulty map[string][]Fate // by mark
	next   []Fate
}

// A Fate is what becomes of one call of an effect.
type Fate string

// The fates of an effect.
const (
	Succeed    Fate = ""
	Refuse     Fate = "refuse"      // it definitely does not happen
	LoseBefore Fate = "lose-before" // an error of unknown outcome; it did not happen
	LoseAfter  Fate = "lose-after"  // an error of unknown outcome; it did happen
	Panic      Fate = "panic"       // the call panics; it did happen
	Abort      Fate = "abort"       // the call panics with http.ErrAbortHandler; it definitely did not happen
)

func newWorld(beats *atomic.Int64, nest string) *World {
	w := &World{began: time.Now(), beats: beats, nest: nest, faulty: map[string][]Fate{}, markGates: map[string]*gate{}}
	w.ctx, w.quit = context.WithCancel(context.Background())
	return w
}

// Context ends when the server shuts down.
func (w *World) Context() context.Context { return w.ctx }

// Key returns a key that no other run of this process uses: the name and a short suffix that is
// the same each time this run is repeated. It keeps a handler with package-level state from
// making every scenario fail for the same reason.
func (w *World) Key(name string) string { return name + "-" + w.nest }

// Setting returns what the case sets for the Builder, or otherwise where it sets nothing of the type.
func Setting[T any](w *World, otherwise T) T {
	if v, ok := w.setting.(T); ok {
		return v
	}
	return otherwise
}

// KeysLive tells the history for how long a key is remembered after its completion. A Builder calls
// it: the rules about keys that expire need to know, and so do people.
func (w *World) KeysLive(ttl time.Duration) {
	w.mu.Lock()
	w.ttl = ttl
	w.mu.Unlock()
	switch {
	case w.setting != nil && w.live != nil:
		w.note(history.Clock, fmt.Sprintf("keys live for %v; this clock is quick, and %v go by at the server", ttl, w.Lasts(ttl)))
	case w.setting != nil:
		w.note(history.Clock, fmt.Sprintf("keys live for %v", ttl))
	}
}

// now stamps the next moment of the history; w.mu is held.
func (w *World) now() history.Moment {
	w.beats.Add(1)
	w.seq++
	m := history.Moment{Seq: w.seq, At: w.elapsed()}
	if w.live != nil {
		m.Real = time.Since(w.began)
	}
	return m
}

// elapsed is how much of the run's time has passed.
func (w *World) elapsed() time.Duration {
	d := time.Since(w.began)
	if w.live != nil {
		return w.live.story(d)
	}
	return d
}

// Lasts is how much of its own time a server sees go by in d of the run's. Where waits are cut short it
// is d, of which the server sees the least.
func (w *World) Lasts(d time.Duration) time.Duration {
	if w.live != nil && w.live.short > 0 {
		return w.live.lasts(d)
	}
	return d
}

func (w *World) lastSeq() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.seq
}

func (w *World) note(k history.NoteKind, text string, attempts ...int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.notes = append(w.notes, history.Note{Moment: w.now(), Kind: k, Text: text, Attempts: attempts})
}

func (w *World) fault(f history.Fault) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.closed {
		w.faults = append(w.faults, f)
	}
}

// A gate holds whoever passes it while it is shut. The zero gate is open.
type gate struct {
	mu sync.Mutex
	ch chan struct{} // closed when the gate opens; nil while it is open
}

func (g *gate) shut() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.ch == nil {
		g.ch = make(chan struct{})
	}
}

func (g *gate) open() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.ch != nil {
		close(g.ch)
		g.ch = nil
	}
}

func (g *gate) isShut() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.ch != nil
}

// pass waits until the gate is open; false: the context ended first.
func (g *gate) pass(ctx context.Context) bool {
	g.mu.Lock()
	ch := g.ch
	g.mu.Unlock()
	if ch == nil {
		return true
	}
	select {
	case <-ch:
		return true
	case <-ctx.Done():
		return false
	}
}

// history completes the recording and returns it.
func (w *World) history() history.History {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closed = true
	h := history.History{Notes: w.notes, Faults: w.faults, TTL: w.ttl}
	if w.live != nil {
		h.Slack, h.Epoch = w.live.slack(), w.began.UnixNano()
	}
	for _, a := range w.attempt {
		h.Attempts = append(h.Attempts, *a)
	}
	for _, p := range w.sent {
		if a := h.Attempt(p.a.N); a != nil && p.rec.late() {
			a.Answer.Late = true
		}
	}
	for _, e := range w.effects {
		h.Effects = append(h.Effects, *e)
	}
	if w.sched != nil {
		for _, s := range w.sched.Trace() {
			h.Steps = append(h.Steps, history.Step{Who: s.Task, Lines: s.Lines, Seq: s.Mark})
		}
	}
	return h
}
