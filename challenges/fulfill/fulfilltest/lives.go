package fulfilltest

import (
	"slices"
	"strings"
	"time"

	"example.com/idempotency/harness/history"
)

// A life is what a history tells about one order.
type life struct {
	id       string
	given    string            // its status at the start
	attempts []history.Attempt // in the order of sending
	effects  []history.Effect  // shipments and refunds, in the order in which they began
}

// lives are those of the orders that somebody asked about, in the order in which they first were.
// An order that does not exist has none.
func lives(h *history.History) []*life {
	var out []*life
	byID := map[string]*life{}
	for _, a := range h.Attempts {
		if a.Void {
			continue
		}
		id := orderOf(a)
		l, ok := byID[id]
		if !ok {
			l = &life{id: id, given: statusOf(id)}
			byID[id] = l
			out = append(out, l)
		}
		l.attempts = append(l.attempts, a)
	}
	for _, e := range h.Effects {
		id := e.Mark
		if _, of, ok := strings.Cut(e.Mark, " of "); ok { // a refund: "700 of paid-7"
			id = of
		}
		if l, ok := byID[id]; ok {
			l.effects = append(l.effects, e)
		}
	}
	return out
}

// orderOf is the id of the order that an attempt is about.
func orderOf(a history.Attempt) string {
	id, _, _ := strings.Cut(strings.TrimPrefix(a.Path, "/orders/"), "/")
	return id
}

// A goal is what an attempt wants to make of its order.
type goal struct {
	status string // that the order has then
	effect string // by which it comes to have it
	refuse int    // the answer when that effect was refused
}

var goals = map[bool]goal{
	true:  {status: "fulfilled", effect: "shipment", refuse: 422},
	false: {status: "cancelled", effect: "refund", refuse: 402},
}

func goalOf(a history.Attempt) goal {
	path, _, _ := strings.Cut(a.Path, "?")
	return goals[strings.HasSuffix(path, "/fulfill")]
}

// done reports whether an effect of that name had succeeded before m.
func (l *life) done(effect string, m history.Moment) bool {
	for _, e := range l.effects {
		if e.Name == effect && e.Outcome == history.Done && e.Ended.Before(m) {
			return true
		}
	}
	return false
}

// doubtful reports whether, before m, an effect had begun whose outcome is unknown, or panicked.
func (l *life) doubtful(m history.Moment) (unknown, panicked bool) {
	for _, e := range l.effects {
		if e.Outcome == history.Unknown && e.Started.Before(m) {
			unknown, panicked = true, panicked || e.Panics
		}
	}
	return unknown, panicked
}

// refused reports whether an effect of that name was refused while a waited for its answer, or while
// a request ran that a was in flight with: they may share one answer.
func (l *life) refused(effect string, a history.Attempt) bool {
	for _, e := range l.effects {
		if e.Name != effect || e.Outcome != history.Refused || !e.Ended.Before(a.EndedAt) {
			continue
		}
		for _, b := range l.attempts {
			if goalOf(b) == goalOf(a) && b.Sent.Before(e.Ended) && e.Ended.Before(b.Returned) && a.Sent.Before(b.Returned) {
				return true
			}
		}
		if l.lingers(e, a) {
			return true
		}
	}
	return false
}

// busy reports whether something else of the order's was running while a waited for its answer:
// another request, or an effect that another request had begun.
func (l *life) busy(a history.Attempt) bool {
	for _, b := range l.attempts {
		if b.N != a.N && b.Sent.Before(a.EndedAt) && a.Sent.Before(b.Returned) {
			return true
		}
	}
	for _, e := range l.effects {
		if e.By != a.N && e.Started.Before(a.EndedAt) && a.Sent.Before(e.Ended) || l.lingers(e, a) {
			return true
		}
	}
	return false
}

// patience is how long a request has waited at least when it may give up.
const patience = 10 * time.Second

// gaveUp reports whether a was answered after a long time, in the middle of an effect of the order's,
// its own perhaps, which goes on without it.
func (l *life) gaveUp(a history.Attempt) bool {
	return a.EndedAt.At-a.Sent.At >= patience && slices.ContainsFunc(l.effects, func(e history.Effect) bool {
		return e.Started.Before(a.EndedAt) && a.EndedAt.Before(e.Ended)
	})
}

// lingers reports whether a may have met a goroutine that was about to begin e, or to store how it
// ended, for a client that had left. Neither takes virtual time.
func (l *life) lingers(e history.Effect, a history.Attempt) bool {
	if e.Started.At > a.EndedAt.At || e.Ended.Happened() && e.Ended.At < a.Sent.At {
		return false
	}
	for _, b := range l.attempts {
		if b.N != a.N && b.End == history.Left && b.Sent.Before(e.Started) && b.Sent.Before(a.EndedAt) {
			return true
		}
	}
	return false
}

// closed reports whether the order was in a state, when a was answered, in which what a wants can
// not be done: it was given so, it had got there, or what was begun with it may have happened.
func (l *life) closed(a history.Attempt) bool {
	g := goalOf(a)
	if l.given != "paid" {
		return l.given != g.status
	}
	for _, e := range l.effects {
		other := e.Outcome == history.Done && e.Name != g.effect
		stuck := e.Outcome == history.Unknown && e.By != a.N
		if (other || stuck) && e.Ended.Before(a.EndedAt) {
			return true
		}
	}
	return false
}

// A period is a time in which the order was never without a request.
type period struct {
	attempts []history.Attempt
	from, to history.Moment
}

func (l *life) periods() []period {
	var out []period
	for _, a := range l.attempts {
		if n := len(out); n > 0 && a.Sent.Before(out[n-1].to) {
			p := &out[n-1]
			p.attempts = append(p.attempts, a)
			if p.to.Before(a.Returned) {
				p.to = a.Returned
			}
			continue
		}
		out = append(out, period{attempts: []history.Attempt{a}, from: a.Sent, to: a.Returned})
	}
	return out
}
