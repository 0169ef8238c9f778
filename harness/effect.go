package harness

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/interleave"
)

// ErrRefused is what Do returns when the effect definitely did not happen. The packages that adapt
// Do to a client interface turn it into that client's own error.
var ErrRefused = errors.New("refused")

// errLost is what an effect of unknown outcome returns.
var errLost = errors.New("connection reset while waiting for the answer")

// A Call describes an effect for Do.
type Call struct {
	Name   string // "charge"
	Mark   string // recognises the effect: equal to the Mark of the requests that ask for it
	Prefix string // of the ids it gives out: "ch" gives ch_1, ch_2, …
	Of     string // optional: the id of the effect that it is about

	Reference *Reference // optional: calls with one Reference are one movement
}

// Do runs an effect as the scenario wills it: held, refused, lost, panicking, or done. It returns
// the effect's id. The error is ErrRefused, an error of unknown outcome, or the context's own:
// an effect honours its context, and when that ends in the middle the outcome is unknown.
func (w *World) Do(ctx context.Context, c Call) (id string, err error) {
	if id := w.flood(c); id != "" {
		return id, nil
	}
	interleave.Point("effect")
	if !c.Reference.enter(ctx) {
		return "", fmt.Errorf("%s: %w", c.Name, context.Cause(ctx))
	}
	defer c.Reference.leave()
	e, fate := w.begin(ctx, c)
	interleave.Point("effect")
	if !w.pass(ctx, c.Mark) {
		w.end(e, history.Unknown, true, true)
		return "", fmt.Errorf("%s: %w", c.Name, context.Cause(ctx))
	}
	switch fate {
	case Refuse:
		w.end(e, history.Refused, false, false)
		err = ErrRefused
	case LoseBefore, LoseAfter:
		w.end(e, history.Unknown, fate == LoseAfter, false)
		err = errLost
	case Panic:
		e.Panics = true
		w.end(e, history.Unknown, true, false)
		panic(c.Name + ": client panicked while waiting for the answer")
	case Abort:
		e.Panics = true
		w.end(e, history.Refused, false, false)
		panic(http.ErrAbortHandler)
	default:
		w.end(e, history.Done, true, false)
	}
	interleave.Point("effect")
	return e.ID, err
}

// begin records the call and draws its fate.
func (w *World) begin(ctx context.Context, c Call) (*history.Effect, Fate) {
	who, where := interleave.Where()
	w.mu.Lock()
	defer w.mu.Unlock()
	e := &history.Effect{N: len(w.effects) + 1, Name: c.Name, Mark: c.Mark, Where: where, Started: w.now()}
	e.ID = c.Prefix + "_" + strconv.Itoa(e.N+w.floods)
	e.By = attemptOf(ctx, who)
	if w.live != nil {
		e.By = w.onlyOne(c.Mark)
	}
	e.Of = c.Of
	w.effects = append(w.effects, e)
	again := c.Reference.repeats(e)
	if w.calm {
		return e, Succeed
	}
	fate := Succeed
	if q := w.faulty[c.Mark]; len(q) > 0 {
		fate, w.faulty[c.Mark] = q[0], q[1:]
	} else if len(w.next) > 0 {
		fate, w.next = w.next[0], w.next[1:]
	}
	if again && fate == Refuse { // it has happened: the provider says so
		fate = Succeed
	}
	return e, fate
}

// pass waits until the effect is let go and its time is over; false: the context ended first.
func (w *World) pass(ctx context.Context, mark string) bool {
	if ctx.Err() != nil {
		return false
	}
	w.mu.Lock()
	takes, own, calm := w.takes, w.markGates[mark], w.calm
	w.mu.Unlock()
	if calm {
		return true
	}
	if !w.effectGate.pass(ctx) || own != nil && !own.pass(ctx) {
		return false
	}
	if takes > 0 {
		t := time.NewTimer(w.realLasts(takes))
		defer t.Stop()
		select {
		case <-t.C:
		case <-ctx.Done():
			return false
		}
	}
	return true
}

func (w *World) end(e *history.Effect, o history.Outcome, moved, cut bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return
	}
	e.Outcome, e.Moved, e.Cut, e.Ended = o, moved && !e.Again, cut, w.now()
}

type attemptKey struct{}

// attemptOf tells which attempt runs an effect: the context says so, or the name of the task does.
func attemptOf(ctx context.Context, task string) int {
	if n, ok := ctx.Value(attemptKey{}).(int); ok {
		return n
	}
	if s, ok := strings.CutPrefix(task, "#"); ok {
		s, _, _ = strings.Cut(s, "+")
		n, _ := strconv.Atoi(s)
		return n
	}
	return 0
}
