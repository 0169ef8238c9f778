package judge

import (
	"fmt"
	"slices"

	"example.com/idempotency/harness/history"
)

// AtMostOnce: an intent has at most one effect that was done or may have been done. Calls that
// were definitely refused do not count. Intents whose effects look alike are counted together.
func AtMostOnce(effect string) Rule {
	return Rule{Name: "at-most-once", Check: func(h *history.History) []Violation {
		var out []Violation
		for _, c := range components(h) {
			var counted []history.Effect
			for _, e := range c.effects(h) {
				if e.Name == effect && e.Outcome != history.Refused {
					counted = append(counted, e)
				}
			}
			if len(counted) <= len(c.intents) {
				continue
			}
			out = append(out, Violation{
				Subject:  fmt.Sprintf("%ss for %s", effect, subject(c)),
				Got:      fmt.Sprint(len(counted)),
				Want:     fmt.Sprint(len(c.intents)),
				Effects:  numbers(counted[len(c.intents):]),
				Attempts: by(counted[len(c.intents):]),
				Likely:   twice(h, counted),
			})
		}
		return out
	}}
}

// Asked: every effect is one that a request asked for, with the arguments that it asked for, and
// was asked for before it began. A void request (one that must be refused) asks for nothing.
func Asked(effect string) Rule {
	return Rule{Name: "asked-for", Check: func(h *history.History) []Violation {
		var out []Violation
		for _, e := range h.Effects {
			if e.Name != effect || slices.ContainsFunc(h.Attempts, func(a history.Attempt) bool {
				return !a.Void && a.Mark == e.Mark && a.Sent.Before(e.Started)
			}) {
				continue
			}
			v := Violation{
				Subject: fmt.Sprintf("%s of %s", effect, e.Mark),
				Got:     "1",
				Want:    "0: no request asked for it",
				Effects: []int{e.N},
			}
			if e.By != 0 {
				v.Attempts = []int{e.By}
				if a := h.Attempt(e.By); a != nil && a.Void {
					v.Want = fmt.Sprintf("0: #%d must be refused before the %s", e.By, effect)
				}
			}
			out = append(out, v)
		}
		return out
	}}
}

// NoEarlySuccess: nobody is told 2xx before the effect of that intent is done. Intents whose
// effects look alike need one each: the second to be told so needs two that are done.
func NoEarlySuccess(effect string) Rule {
	return Rule{Name: "no-early-success", Check: func(h *history.History) []Violation {
		var out []Violation
		told, alike, own := map[string]bool{}, alikes(h), owning(h)
		for _, a := range inOrderOfAnswers(h.Attempts) {
			if !asks(a) {
				continue
			}
			got, want := doneBefore(own(a.Intent), effect, a), 1
			if c, ok := alike[a.Intent]; ok && got > 0 && !told[a.Intent] {
				for _, i := range c.intents {
					if told[i] {
						want++
					}
				}
				got = doneBefore(c.effects(h), effect, a)
			}
			told[a.Intent] = true
			if got < want {
				out = append(out, Violation{
					Subject:  fmt.Sprintf("%ss done when #%d was answered %d", effect, a.N, a.Answer.Status),
					Got:      fmt.Sprint(got),
					Want:     fmt.Sprint(want),
					Attempts: []int{a.N},
					Likely:   early(h, a, effect),
				})
			}
		}
		return out
	}}
}

// early says why attempt a was told of an effect that had not succeeded.
func early(h *history.History, a history.Attempt, effect string) string {
	for _, b := range h.Attempts {
		other := b.Intent != a.Intent && b.Answer.Success() && b.EndedAt.Before(a.EndedAt)
		if other && a.Answer.Body != "" && a.Answer.Body == b.Answer.Body && a.Answer.Digest == b.Answer.Digest {
			return fmt.Sprintf("#%d is given the answer to #%d, which is another request.", a.N, b.N)
		}
	}
	return "the answer is given, or was stored, before the " + effect + " had succeeded."
}

func doneBefore(es []history.Effect, name string, a history.Attempt) int {
	n := 0
	for _, e := range es {
		if e.Name == name && e.Outcome == history.Done && e.Ended.Before(a.EndedAt) {
			n++
		}
	}
	return n
}

// alikes finds the component of each intent that is not alone in its own.
func alikes(h *history.History) map[string]component {
	out := map[string]component{}
	for _, c := range components(h) {
		for _, i := range c.intents {
			if len(c.intents) > 1 {
				out[i] = c
			}
		}
	}
	return out
}

func subject(c component) string {
	if len(c.intents) == 1 {
		return c.intents[0]
	}
	return fmt.Sprintf("%d intents (%s)", len(c.intents), c.marks[0])
}

func numbers(es []history.Effect) []int {
	var out []int
	for _, e := range es {
		out = append(out, e.N)
	}
	return out
}

func by(es []history.Effect) []int {
	var out []int
	for _, e := range es {
		if e.By != 0 && !slices.Contains(out, e.By) {
			out = append(out, e.By)
		}
	}
	return out
}

// twice explains a second effect by how the two stand in time.
func twice(h *history.History, es []history.Effect) string {
	first, second := es[0], es[len(es)-1]
	switch {
	case first.Cut && first.Ended.Before(second.Started):
		return title(first) + " was cut off when its context ended, and tried again; it may have happened the first time."
	case first.Outcome == history.Unknown && first.Ended.Before(second.Started):
		return "after " + title(first) + " failed without a definite answer it was tried again; it may have happened the first time."
	case second.Started.Before(first.Ended) || together(h, first, second):
		return overlapping(h, first, second)
	default:
		return "the second request did not find what the first one had stored: nothing was stored under its key, or it looked under another key."
	}
}

// together reports whether the attempts that ran the effects were in flight at the same time.
func together(h *history.History, first, second history.Effect) bool {
	a, b := h.Attempt(first.By), h.Attempt(second.By)
	return a != nil && b != nil && a.N != b.N && a.Sent.Before(b.Returned) && b.Sent.Before(a.Returned)
}

func overlapping(h *history.History, first, second history.Effect) string {
	a, b := h.Attempt(first.By), h.Attempt(second.By)
	if a == nil || b == nil || a.N == b.N {
		return "two requests with one key ran at the same time, and both started the effect."
	}
	return fmt.Sprintf("#%d and #%d both found the key unused before either had claimed it: the look-up and the claim must be one atomic step.", min(a.N, b.N), max(a.N, b.N))
}
