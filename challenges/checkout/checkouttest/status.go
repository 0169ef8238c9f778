package checkouttest

import (
	"fmt"
	"slices"
	"time"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// statusAgrees: a failure is answered only where something in the history explains it. Where two
// answers would be right both are admitted.
func statusAgrees(b *books) []judge.Violation {
	var out []judge.Violation
	for _, a := range b.h.Attempts {
		if a.End != history.Answered || a.Void || len(a.Want) > 0 || a.Answer.Success() {
			continue
		}
		if why := b.unexplained(a); why != "" {
			out = append(out, judge.Violation{
				Subject: fmt.Sprintf("status of #%d", a.N), Got: fmt.Sprint(a.Answer.Status), Want: "another one: " + why, Attempts: []int{a.N},
			})
		}
	}
	return out
}

// unexplained says why a should not have been answered as it was; empty: it may be.
func (b *books) unexplained(a history.Attempt) string {
	s, v := a.Answer.Status, b.view(a)
	switch {
	case s == 409 && v.busy, s == 409 && v.closed, s == 422 && v.mismatch, s == 502 && v.doubt, s >= 500 && v.panicked, s == v.refusal && v.refused:
		return ""
	case s == 409:
		return "nothing was running that it could be in conflict with, and the order was in the right state"
	case s == 422 && v.refusal != 422:
		return "no request had used the key with another payload"
	case s == 402 || s == 422:
		return "the " + v.effect + " was not refused while it waited"
	case s >= 500:
		return "every outcome was known"
	}
	return "the request was a valid one, of an order or a payment of the caller's"
}

// A view is what explains a failure of one attempt.
type view struct {
	effect   string
	refusal  int  // the status that says so
	busy     bool // another request was running that the attempt may have had to wait for
	closed   bool // the state of the order did not admit it, or may not have
	mismatch bool // another payload had the key
	refused  bool // the effect was refused while the attempt waited
	doubt    bool // the outcome of the effect was unknown
	panicked bool
}

// view looks at the history with the eyes of a.
func (b *books) view(a history.Attempt) view {
	k, id := kindOf(a)
	o := b.order(id)
	if k == refunds || k == looksPaid {
		o = b.paidBy[id]
	}
	v := view{effect: "charge", refusal: 402}
	switch {
	case k == creates:
		w := of(b.made, a)
		v.busy, v.mismatch = overlaps(w.attempts, a), w.others(a)
	case o == nil:
	case k == pays:
		v.judge(o.charges, a, o.about(pays))
		w := of(o.payments, a)
		v.closed = v.closed || !w.toldBefore(a, b.h.TTL) && slices.ContainsFunc(o.charges, func(e history.Effect) bool {
			return e.Outcome != history.Refused && e.Started.Before(a.EndedAt) && !settled(o.charges, e, a)
		})
		v.doubt = v.doubt && !w.toldBefore(a, b.h.TTL)
	case k == fulfils:
		v.effect, v.refusal = "shipment", 422
		v.judge(o.shipments, a, append(o.about(fulfils), o.about(refunds)...))
		v.closed = o.closedTo(a)
	case k == refunds:
		v.effect = "refund"
		w := of(o.refunds, a)
		v.judge(w.effects, a, append(o.about(refunds), o.about(fulfils)...))
		v.mismatch = w.others(a)
		v.closed = (o.closedTo(a) || w.forgotten(a, b.h.TTL)) && !w.toldBefore(a, b.h.TTL)
		v.doubt = v.doubt && !w.toldBefore(a, b.h.TTL)
	}
	return v
}

// settled reports whether e was in doubt, and another of the effects had ended the doubt before a was
// sent: not in the same instant, as what the server asks for by itself is noted when its caller comes to it.
func settled(es []history.Effect, e history.Effect, a history.Attempt) bool {
	return e.Outcome == history.Unknown && slices.ContainsFunc(es, func(f history.Effect) bool {
		return f.Outcome != history.Unknown && e.Ended.Before(f.Started) && f.Ended.Happened() && f.Ended.At < a.Sent.At
	})
}

// judge looks at the effects that a is about, and at the attempts that may be in its way.
func (v *view) judge(es []history.Effect, a history.Attempt, rivals []history.Attempt) {
	v.busy = overlaps(rivals, a)
	left := slices.ContainsFunc(rivals, func(b history.Attempt) bool { return b.End == history.Left && b.Sent.Before(a.EndedAt) })
	for _, e := range es {
		if !e.Started.Before(a.EndedAt) {
			continue
		}
		over := e.Ended.Happened() && e.Ended.Before(a.Sent)
		lingers := left && (!e.Ended.Happened() || a.Sent.At <= e.Ended.At)
		v.busy = v.busy || !over && e.By != a.N || lingers
		v.refused = v.refused || e.Outcome == history.Refused && (!over || lingers || still(rivals, a, e))
		v.doubt = v.doubt || e.Outcome == history.Unknown
		v.panicked = v.panicked || e.Panics
	}
}

// still reports whether an attempt that saw e end had not returned when a was sent.
func still(rivals []history.Attempt, a history.Attempt, e history.Effect) bool {
	return slices.ContainsFunc(rivals, func(b history.Attempt) bool {
		return b.N != a.N && b.Sent.Before(e.Ended) && a.Sent.Before(b.Returned)
	})
}

// overlaps reports whether another of the attempts was in flight together with a.
func overlaps(as []history.Attempt, a history.Attempt) bool {
	return slices.ContainsFunc(as, func(b history.Attempt) bool {
		return b.N != a.N && b.Sent.Before(a.EndedAt) && a.Sent.Before(b.Returned)
	})
}

// others reports whether another payload was sent under the wish's key.
func (w *wish) others(a history.Attempt) bool {
	return slices.ContainsFunc(w.attempts, func(b history.Attempt) bool { return b.Body != a.Body && b.Sent.Before(a.EndedAt) })
}

// toldBefore reports whether somebody had been told a success of the wish before a was sent, in a
// life of the key that has surely not ended when a is answered.
func (w *wish) toldBefore(a history.Attempt, ttl time.Duration) bool {
	return slices.ContainsFunc(w.attempts, func(b history.Attempt) bool {
		return success(b) && b.Body == a.Body && b.EndedAt.Before(a.Sent) && lifeAt(w.lives(ttl), a) == lifeAt(w.lives(ttl), b) && lifeAt(w.lives(ttl), a) >= 0
	})
}

// about lists the attempts of a kind.
func (o *order) about(k kind) []history.Attempt {
	return slices.DeleteFunc(slices.Clone(o.attempts), func(a history.Attempt) bool { l, _ := kindOf(a); return l != k })
}

// closedTo reports whether the order may not have been in the state that a fulfilment or a refund
// needs: not known to be paid, or too much given back, or a refund in doubt, or its parcel may be on
// its way. The server may be finding out by itself about a's own refund; another's may be in doubt for
// good, when its key has ended.
func (o *order) closedTo(a history.Attempt) bool {
	k, _ := kindOf(a)
	need := int64(1)
	if k == refunds {
		need = asked(a)
	} else if !slices.ContainsFunc(told(o.attempts, pays), func(p history.Attempt) bool { return p.EndedAt.Before(a.Sent) }) {
		return true
	}
	if slices.ContainsFunc(o.shipments, func(e history.Effect) bool {
		return e.Started.Before(a.EndedAt) && (e.Outcome == history.Unknown || !e.Ended.Before(a.Sent))
	}) {
		return true
	}
	doubt := slices.ContainsFunc(o.refunds, func(w *wish) bool {
		return slices.ContainsFunc(w.effects, func(e history.Effect) bool {
			return e.Outcome == history.Unknown && e.Started.Before(a.EndedAt) && !(w.has(a) && settled(w.effects, e, a))
		})
	})
	return doubt || o.amount-o.mayBeBack(a) < need
}

// mayBeBack is the most that may have been given back, or set aside, when a was answered, its own
// wish in doubt left out.
func (o *order) mayBeBack(a history.Attempt) int64 {
	var sum int64
	for _, w := range o.refunds {
		n := int64(0)
		for _, e := range w.effects {
			if e.Started.Before(a.EndedAt) && !e.Again && (e.Outcome == history.Done || !w.has(a) && (e.Outcome == history.Unknown || !e.Ended.Before(a.Sent))) {
				n += amountOf(e)
			}
		}
		if n == 0 && !w.has(a) && overlaps(w.attempts, a) {
			n = asked(w.attempts[0])
		}
		sum = plus(sum, n)
	}
	return sum
}

// asked is the amount that a refund asks for.
func asked(a history.Attempt) int64 { return amountOf(history.Effect{Mark: a.Mark}) }

// forgotten reports whether the wish was in doubt, and its key may have expired since.
func (w *wish) forgotten(a history.Attempt, ttl time.Duration) bool {
	return slices.ContainsFunc(w.effects, func(e history.Effect) bool {
		return e.Outcome == history.Unknown && e.Ended.Before(a.Sent) && a.Sent.At >= e.Ended.At+ttl
	})
}
