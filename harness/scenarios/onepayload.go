package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// OnePayload: a key belongs to the payload whose effect was done, or may have been. An attempt with
// another payload never succeeds, and one that is sent afterwards is answered as a mismatch, or as
// a conflict while something else under the key is running. Payloads are told apart by their marks.
func (o Operation) OnePayload() judge.Rule {
	return judge.Rule{Name: "one-payload", Check: func(h *history.History) []judge.Violation {
		var out []judge.Violation
		for _, a := range h.Attempts {
			e := decides(h, a.Intent)
			if e == nil || a.Void || a.End != history.Answered || a.Mark == e.Mark || o.fair(h, a, *e) {
				continue
			}
			out = append(out, judge.Violation{
				Subject:  fmt.Sprintf("status of #%d (%s), whose key belongs to %s", a.N, a.Mark, e.Mark),
				Got:      fmt.Sprint(a.Answer.Status),
				Want:     either(o.Mismatch),
				Attempts: []int{a.N}, Effects: []int{e.N},
				Likely: "the payload is not compared on every way to an answer, or what it is compared with was replaced.",
			})
		}
		return out
	}}
}

// fair reports whether a, which lost its key to e, was answered as it may be.
func (o Operation) fair(h *history.History, a history.Attempt, e history.Effect) bool {
	s := a.Answer.Status
	switch {
	case slices.Contains(o.Mismatch, s) || e.Panics && s >= 500:
		return true
	case !e.Ended.Before(a.Sent): // the key was not e's yet: a may have had a try of its own
		return !a.Answer.Success()
	}
	return s == o.Conflict && slices.ContainsFunc(h.OfIntent(a.Intent), func(b history.Attempt) bool {
		return b.N != a.N && b.Sent.Before(a.EndedAt) && a.Sent.Before(b.Returned)
	})
}

// decides returns the first effect of the intent that was not refused, or nil.
func decides(h *history.History, intent string) *history.Effect {
	as := h.OfIntent(intent)
	for i := range h.Effects {
		e := &h.Effects[i]
		if e.Outcome != history.Refused && slices.ContainsFunc(as, func(a history.Attempt) bool { return !a.Void && a.Mark == e.Mark }) {
			return e
		}
	}
	return nil
}

// ofWinners judges by r a history in which the attempts that lost their key to another payload ask
// for nothing.
func ofWinners(r judge.Rule) judge.Rule {
	return judge.Rule{Name: r.Name, Check: func(h *history.History) []judge.Violation {
		w := *h
		w.Attempts = slices.Clone(h.Attempts)
		for i, a := range w.Attempts {
			if e := decides(h, a.Intent); e != nil && e.Mark != a.Mark {
				w.Attempts[i].Void = true
			}
		}
		return r.Check(&w)
	}}
}

// either lists codes for a sentence: "409 or 422".
func either(codes []int) string {
	var out []string
	for _, c := range codes {
		out = append(out, fmt.Sprint(c))
	}
	return strings.Join(out, " or ")
}
