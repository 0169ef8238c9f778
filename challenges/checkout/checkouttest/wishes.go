package checkouttest

import (
	"math"
	"slices"
	"time"

	"example.com/idempotency/harness/history"
)

// A wish is what a client wants once: requests with the same caller, path and key.
type wish struct {
	attempts []history.Attempt // in the order of sending
	effects  []history.Effect  // its own, in the order in which they began
}

// same reports whether two attempts are of one wish.
func same(a, b history.Attempt) bool {
	return a.Method == b.Method && a.Path == b.Path && a.Caller == b.Caller && a.Key == b.Key
}

func (w *wish) has(a history.Attempt) bool {
	return slices.ContainsFunc(w.attempts, func(b history.Attempt) bool { return b.N == a.N })
}

// join puts a to its wish.
func join(ws []*wish, a history.Attempt) []*wish {
	for _, w := range ws {
		if same(w.attempts[0], a) {
			w.attempts = append(w.attempts, a)
			return ws
		}
	}
	return append(ws, &wish{attempts: []history.Attempt{a}})
}

// of is the wish that a belongs to, or nil.
func of(ws []*wish, a history.Attempt) *wish {
	for _, w := range ws {
		if w.has(a) {
			return w
		}
	}
	return nil
}

// asks reports whether the wish had asked for e when it began.
func (w *wish) asks(e history.Effect) bool {
	return slices.ContainsFunc(w.attempts, func(a history.Attempt) bool {
		return a.Mark == e.Mark && a.Sent.Before(e.Started)
	})
}

func (w *wish) own() []history.Effect { return w.effects }

// settle gives each effect to the wish whose it is: the attempt that ran it says so, else, outside of the
// process, it is the likeliest of those who asked, and of those who were told its id where somebody was.
func settle(ws []*wish, es []history.Effect) {
	for _, e := range es {
		its := ranBy(ws, e)
		if its == nil {
			its = owner(toldOf(ws, e), e)
		}
		if its == nil {
			its = owner(ws, e)
		}
		if its != nil {
			its.effects = append(its.effects, e)
		}
	}
}

// ranBy is the wish of the attempt that ran e, nil where nobody says which.
func ranBy(ws []*wish, e history.Effect) *wish {
	for _, w := range ws {
		if slices.ContainsFunc(w.attempts, func(a history.Attempt) bool { return a.N == e.By }) {
			return w
		}
	}
	return nil
}

// toldOf lists the wishes that were answered with the id of e.
func toldOf(ws []*wish, e history.Effect) []*wish {
	var out []*wish
	for _, w := range ws {
		if slices.ContainsFunc(w.attempts, func(a history.Attempt) bool {
			id, ok := member(a, "id")
			return ok && id == e.ID && success(a)
		}) {
			out = append(out, w)
		}
	}
	return out
}

// A life of a wish's key begins with its first sight and ends a while after its completion: between
// two instants of virtual time, both included, as the history does not tell the completion itself.
type life struct{ from, to time.Duration }

const never = time.Duration(math.MaxInt64)

// lives tells the lives of a wish by its successes: the first that was sent when the last life was
// over begins the next. Where nothing succeeds there is one life without end.
func (w *wish) lives(ttl time.Duration) []life {
	var out []life
	for _, a := range inOrderOfAnswers(w.attempts) {
		if n := len(out); n > 0 && a.Sent.At < out[n-1].to {
			continue
		}
		out = append(out, w.lifeOf(a, out, ttl))
	}
	return append(out, life{never, never})
}

// lifeOf is the life in which a is the first that succeeds. It may have been completed for somebody
// who had left.
func (w *wish) lifeOf(a history.Attempt, before []life, ttl time.Duration) life {
	begun := time.Duration(0)
	if n := len(before); n > 0 {
		begun = before[n-1].from
	}
	first := a.Sent.At
	for _, b := range w.attempts {
		if b.Sent.At >= begun {
			first = min(first, b.Sent.At)
		}
	}
	for _, e := range w.effects {
		if e.Outcome == history.Done && e.Started.At >= begun && e.Ended.Before(a.EndedAt) {
			first = max(first, e.Ended.At)
		}
	}
	return life{first + ttl, a.Returned.At + ttl}
}

// lifeAt is the number of the life that an attempt saw, from 0; -1: it may have been either of two.
func lifeAt(ls []life, a history.Attempt) int {
	for i, l := range ls {
		switch {
		case a.Sent.At >= l.to:
			continue
		case a.Returned.Happened() && a.Returned.At < l.from:
			return i
		}
		return -1
	}
	return -1
}

// done reports whether an effect like a's was known to have succeeded when a was answered, in the
// life that a saw.
func (w *wish) done(a history.Attempt, ttl time.Duration) bool {
	ls := w.lives(ttl)
	n := lifeAt(ls, a)
	return slices.ContainsFunc(w.effects, func(e history.Effect) bool {
		return e.Mark == a.Mark && known(e, w.effects) && e.Ended.Before(a.EndedAt) && (n < 0 || mayBeOf(ls, n, e))
	})
}

// known reports whether e told its caller that the money has moved, as it had: by e itself, or by
// another of the effects, which e repeats.
func known(e history.Effect, es []history.Effect) bool {
	return e.Outcome == history.Done && (e.Moved || e.Again && slices.ContainsFunc(es, func(f history.Effect) bool {
		return f.Moved && f.ID == e.ID
	}))
}

// mayBeOf reports whether e may have begun in the life with that number.
func mayBeOf(ls []life, n int, e history.Effect) bool {
	return e.Started.At <= ls[n].to && (n == 0 || e.Started.At >= ls[n-1].from)
}

// inOrderOfAnswers lists the attempts that were answered 2xx, in the order of the answers.
func inOrderOfAnswers(as []history.Attempt) []history.Attempt {
	out := slices.DeleteFunc(slices.Clone(as), func(a history.Attempt) bool { return !success(a) })
	slices.SortStableFunc(out, func(a, b history.Attempt) int { return a.EndedAt.Seq - b.EndedAt.Seq })
	return out
}
