package judge

import (
	"fmt"
	"math"
	"slices"
	"time"

	"example.com/idempotency/harness/history"
)

// Lives makes rules judge keys that expire: what an intent may do once it may do once in each life
// of its key. A life ends at completion + h.TTL, the completion being seen in the history: it lies
// between the end of the effect and the return of the request that ran it. Where those two differ,
// as they do for code that polls, a request that falls between the two ends may belong to either
// life. A history without a TTL is judged as it is.
//
// Each key should ask for effects of its own, so that it is known whose an effect was.
func Lives(rules []Rule) []Rule {
	var out []Rule
	for _, r := range rules {
		out = append(out, Rule{Name: r.Name, Check: func(h *history.History) []Violation { return r.Check(Split(h)) }})
	}
	return out
}

// Split returns h with a new intent, and new marks, for each life but the first of an intent.
func Split(h *history.History) *history.History {
	if h.TTL == 0 {
		return h
	}
	out := *h
	out.Attempts, out.Effects = slices.Clone(h.Attempts), slices.Clone(h.Effects)
	for _, intent := range h.Intents() {
		l := livesOf(h, intent)
		if len(l.ends) == 0 {
			continue
		}
		for i, a := range h.Attempts {
			if a.Intent != intent {
				continue
			}
			if gone(a) { // it may be of any life that began since: nobody knows what its handler does
				first, last := l.seen(a)
				out.Attempts[i] = l.in(first, a)
				for n := first + 1; n <= last; n++ {
					out.Attempts = append(out.Attempts, l.in(n, a))
				}
				continue
			}
			out.Attempts[i] = l.in(l.ofAttempt(a), a)
		}
		for i, e := range h.Effects {
			if n, ok := l.ofEffect[e.N]; ok {
				out.Effects[i].Mark += l.suffix(n)
			}
		}
	}
	return &out
}

// gone reports whether a's client has left and its handler, for all that is known, runs on.
func gone(a history.Attempt) bool { return a.End == history.Left && !a.Returned.Happened() }

// in is a as an attempt of life n.
func (l lives) in(n int, a history.Attempt) history.Attempt {
	suffix := l.suffix(n)
	a.Intent += suffix
	if a.Mark != "" {
		a.Mark += suffix
	}
	return a
}

// lives are those of one intent's key.
type lives struct {
	h        *history.History
	ends     []end       // of each life that had an effect
	ofEffect map[int]int // effect number → life, from 0
}

// An end of a life lies between two moments of virtual time, both included.
type end struct{ from, to time.Duration }

const never = time.Duration(math.MaxInt64)

// livesOf tells the lives of an intent by its effects: one that may have happened is the life's, and
// the first that starts when that life may be over begins the next. A refused one begins nothing.
func livesOf(h *history.History, intent string) lives {
	l := lives{h: h, ofEffect: map[int]int{}}
	for _, e := range h.Effects {
		if !owns(h, intent, e) {
			continue
		}
		n := len(l.ends)
		if n > 0 && e.Started.At < l.ends[n-1].from {
			l.ofEffect[e.N] = n - 1
			continue
		}
		l.ofEffect[e.N] = n
		if e.Outcome != history.Refused {
			l.ends = append(l.ends, endOf(h, intent, e))
		}
	}
	return l
}

// owns reports whether e is an effect of the intent: the attempt that ran it says so, or else the
// first that had asked for one like it.
func owns(h *history.History, intent string, e history.Effect) bool {
	if a := h.Attempt(e.By); a != nil && asks(*a) && a.Mark == e.Mark {
		return a.Intent == intent
	}
	for _, a := range h.Attempts {
		if asks(a) && a.Mark == e.Mark && a.Sent.Before(e.Started) {
			return a.Intent == intent
		}
	}
	return false
}

// endOf is the end of the life whose effect is e. The answer is recorded when the effect has ended,
// and before anybody has it.
func endOf(h *history.History, intent string, e history.Effect) end {
	if !e.Ended.Happened() {
		return end{never, never}
	}
	done := e.Ended.At
	if a := h.Attempt(e.By); a != nil {
		done = max(done, a.Returned.At)
	} else if a := firstTold(h, intent, e); a != nil {
		done = a.EndedAt.At
	}
	return end{e.Ended.At + h.TTL - h.Slack, done + h.TTL + h.Slack}
}

// firstTold is the attempt that was the first to be answered after e had ended, but for conflicts.
func firstTold(h *history.History, intent string, e history.Effect) *history.Attempt {
	var first *history.Attempt
	for i, a := range h.Attempts {
		if a.Intent == intent && a.End == history.Answered && e.Ended.Before(a.EndedAt) && a.Answer.Status != 409 &&
			(first == nil || a.EndedAt.Before(first.EndedAt)) {
			first = &h.Attempts[i]
		}
	}
	return first
}

// ofAttempt is the life that a saw: where it may have seen one or the next, the one that explains
// what became of it.
func (l lives) ofAttempt(a history.Attempt) int {
	for _, e := range l.h.Effects {
		if n, ok := l.ofEffect[e.N]; ok && e.By == a.N {
			return n
		}
	}
	first, last := l.seen(a)
	for n := first; n < last; n++ {
		if l.explains(n, a) {
			return n
		}
	}
	return last
}

// seen is the range of lives that a may have seen: that in which it was sent to that in which its
// handler returned.
func (l lives) seen(a history.Attempt) (first, last int) {
	until := never
	if a.Returned.Happened() {
		until = a.Returned.At
	}
	for _, e := range l.ends {
		if e.to <= a.Sent.At {
			first++
		}
		if e.from <= until {
			last++
		}
	}
	return first, last
}

// explains reports whether a, answered as it was, may be of life n: its effect was running then, or
// ended without a definite answer, or somebody else got the same success from it.
func (l lives) explains(n int, a history.Attempt) bool {
	for _, e := range l.h.Effects {
		if m, ok := l.ofEffect[e.N]; !ok || m != n {
			continue
		}
		switch {
		case a.Answer.Success():
			if b := l.h.Attempt(e.By); b != nil && b.N != a.N && b.Answer.Success() {
				return sameAnswer(a, *b)
			}
			return !slices.ContainsFunc(l.h.Effects, func(f history.Effect) bool { return l.ofEffect[f.N] == n+1 && f.Started.Before(a.EndedAt) })
		case e.Outcome == history.Unknown && a.Answer.Status >= 500,
			e.Started.Before(a.EndedAt) && a.Sent.Before(e.Ended):
			return true
		}
	}
	return false
}

func sameAnswer(a, b history.Attempt) bool {
	what, _, _ := difference(a.Answer, b.Answer)
	return what == ""
}

// suffix tells life n apart from those before it.
func (l lives) suffix(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" after %v", l.ends[n-1].from)
}
