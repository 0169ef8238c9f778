package harness

import (
	"context"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/interleave"
)

// A Reference is what a provider knows about one reference of its client's: however many calls
// carry it, the effect happens once. Calls with one Reference run one after the other.
type Reference struct {
	turn   chan struct{}   // holds a token while nobody is in a call
	effect *history.Effect // the last call that may have moved; guarded by World.mu
}

// NewReference returns a Reference that nobody has used.
func NewReference() *Reference {
	r := &Reference{turn: make(chan struct{}, 1)}
	r.turn <- struct{}{}
	return r
}

// enter waits for the caller's turn; false: its context ended first. A nil Reference is no reference.
func (r *Reference) enter(ctx context.Context) bool {
	if r == nil {
		return true
	}
	select {
	case <-r.turn:
		interleave.Point("effect")
		return true
	case <-ctx.Done():
		return false
	}
}

func (r *Reference) leave() {
	if r != nil {
		r.turn <- struct{}{}
	}
}

// repeats reports whether e only repeats an effect that has happened; then it bears its ID, and
// moves nothing. World.mu is held.
func (r *Reference) repeats(e *history.Effect) bool {
	switch {
	case r == nil:
		return false
	case r.effect != nil && r.effect.Moved:
		e.ID, e.Again = r.effect.ID, true
		return true
	}
	r.effect = e
	return false
}
