package harness

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"time"

	"example.com/idempotency/harness/history"
)

// pace waits until the handler of the last attempt under a's key has surely returned: its answer may
// have overtaken it.
func (d *live) pace(a *history.Attempt) {
	d.mu.Lock()
	last := d.told[subject(a)]
	d.mu.Unlock()
	between := pause
	switch {
	case d.rush:
		if d.apart {
			time.Sleep(rand.N(time.Millisecond))
		}
		return
	case d.slow && d.short > 0: // the time to live goes by
		between = 4 * pause
	case d.slow:
		between = slower
	}
	if wait := between - time.Since(last); wait > 0 {
		d.sleep(wait)
	}
}

// subject is what a's handler may hold until it returns. What was refused holds nothing.
func subject(a *history.Attempt) string {
	if a.Key != "" {
		return a.Caller + "\x00" + a.Key
	}
	return a.Intent
}

// begun reports whether each attempt that waits for an effect has one that runs, or came later.
func (w *World) begun() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.live != nil && !w.live.terms.Effects {
		return true
	}
	about := map[string]bool{} // intent and mark
	for _, a := range w.attempt {
		about[a.Intent+"\x00"+a.Mark] = true
	}
	for _, p := range w.sent {
		a := p.a
		if a.End == "" && !a.Void && a.Mark != "" && !p.body.slow && !slices.ContainsFunc(w.effects, func(e *history.Effect) bool {
			return about[a.Intent+"\x00"+e.Mark] && (!e.Ended.Happened() || e.Mark == a.Mark && a.Sent.Before(e.Started))
		}) {
			return false
		}
	}
	return true
}

// insists reports whether p, answered 409 though it was alone, is to be asked about again at a slow
// pace: the handler of the attempt before, or of a client that has left, may not have returned yet. The
// n-th time it waits twice as long as the time before.
func (d *live) insists(p *Pending, n int) bool {
	most := 7
	if d.short > 0 {
		most = 2
	}
	d.w.mu.Lock()
	a := p.a
	again := n < most && d.doubted(a)
	if again {
		a.Want = append(slices.Clone(a.Want), http.StatusConflict)
		a.Note = strings.TrimPrefix(a.Note+", asked again", ", ")
	}
	d.w.mu.Unlock()
	if again {
		d.sleep(20 * time.Millisecond << n)
	}
	return again
}

// stays reports whether p was answered 409, which the scenario does not admit, however often it was
// asked about again.
func (d *live) stays(p *Pending) bool {
	d.w.mu.Lock()
	defer d.w.mu.Unlock()
	return len(p.a.Want) > 0 && d.doubted(p.a)
}

// doubted reports whether a was answered 409 though it was alone, in a run at whose pace that is asked
// about again. World.mu is held.
func (d *live) doubted(a *history.Attempt) bool {
	return (d.slow || d.rush) && a.End == history.Answered && a.Answer.Status == http.StatusConflict && !slices.Contains(a.Want, http.StatusConflict) &&
		!slices.ContainsFunc(d.w.attempt, func(b *history.Attempt) bool { return b.End == "" && b.Intent == a.Intent })
}

// seen notes that p is over, and the effect of a new resource where nobody tells of effects. World.mu
// is held.
func (d *live) seen(p *Pending) {
	if p.a.End == "" && !d.terms.Effects {
		d.w.guess(p.a, p.rec.result())
	}
	if p.a.Void && p.a.End != history.Left {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.told[subject(p.a)] = time.Now()
}

// guess makes an effect of a success with an id that nobody has been answered yet. World.mu is held.
func (w *World) guess(a *history.Attempt, ans history.Answer) {
	var v struct{ ID any }
	if a.Mark == "" || !ans.Success() || json.Unmarshal([]byte(ans.Body), &v) != nil || v.ID == nil {
		return
	}
	id := fmt.Sprint(v.ID)
	if slices.ContainsFunc(w.effects, func(e *history.Effect) bool { return e.ID == id }) {
		return
	}
	w.effects = append(w.effects, &history.Effect{
		N: len(w.effects) + 1, Name: w.live.effect, Mark: a.Mark, ID: id, Outcome: history.Done, Moved: true, Started: w.now(), Ended: w.now(),
	})
}

// onlyOne is the attempt that an effect of that mark must be for: nobody else is there who asks for
// one. 0: there are several, or a client has left whose request may go on. World.mu is held.
func (w *World) onlyOne(mark string) int {
	one := 0
	for _, a := range w.attempt {
		switch {
		case a.Mark != mark || a.Void:
		case a.End == history.Left || a.End == "" && one > 0:
			return 0
		case a.End == "":
			one = a.N
		}
	}
	return one
}
