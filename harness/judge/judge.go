// Package judge holds the rules: pure functions from a history to the violations in it.
//
// A rule never guesses what a handler meant. It says what the definition of idempotency, or a
// sentence of a challenge's README, does not admit; where two behaviours are legal it admits both.
// It should produce no false positives on any correct style, and may miss what the traffic of the
// history did not provoke.
package judge

import (
	"fmt"
	"slices"

	"example.com/idempotency/harness/history"
)

// A Rule judges a history.
type Rule struct {
	Name  string // a kebab-case fact, such as "at-most-once"
	Check func(h *history.History) []Violation
}

// A Violation is one breach of a rule, with the events that prove it.
type Violation struct {
	Rule     string `json:"rule"`
	Subject  string `json:"subject"` // what was looked at: `charges for "100 USD"`
	Got      string `json:"got"`
	Want     string `json:"want"`
	Attempts []int  `json:"attempts,omitempty"` // the culprits, by number
	Effects  []int  `json:"effects,omitempty"`
	Likely   string `json:"likely,omitempty"` // the probable cause, in one sentence
}

// String is the violation in one line: subject = got, want want.
func (v Violation) String() string {
	return fmt.Sprintf("%s = %s, want %s", v.Subject, v.Got, v.Want)
}

// All judges h by every rule and returns what was violated, in the order of the rules.
func All(h *history.History, rules []Rule) []Violation {
	var out []Violation
	for _, r := range rules {
		for _, v := range r.Check(h) {
			v.Rule = r.Name
			out = append(out, v)
		}
	}
	return out
}

// A Verdict is the result of a scenario.
type Verdict string

// The verdicts. Inconclusive never counts as held.
const (
	Held         Verdict = "held"
	Broken       Verdict = "broken"
	Inconclusive Verdict = "inconclusive"

	NotJudged Verdict = "not judged" // what the promise needs is not to be had at this server
)

// asks reports whether a asks for an effect. A void attempt does not, nor does one without a mark,
// such as a GET.
func asks(a history.Attempt) bool { return !a.Void && a.Mark != "" }

// components groups what can not be told apart: intents that share a mark, and marks that share
// an intent.
func components(h *history.History) []component {
	var out []component
	for _, a := range h.Attempts {
		if !asks(a) {
			continue
		}
		c := component{intents: []string{a.Intent}, marks: []string{a.Mark}}
		rest := out[:0]
		for _, o := range out {
			if slices.Contains(o.intents, a.Intent) || slices.Contains(o.marks, a.Mark) {
				c.intents = union(o.intents, c.intents)
				c.marks = union(o.marks, c.marks)
			} else {
				rest = append(rest, o)
			}
		}
		out = append(rest, c)
	}
	return out
}

type component struct{ intents, marks []string }

func union(a, b []string) []string {
	for _, s := range b {
		if !slices.Contains(a, s) {
			a = append(a, s)
		}
	}
	return a
}

// effects lists the effects that carry one of the component's marks.
func (c component) effects(h *history.History) []history.Effect {
	var out []history.Effect
	for _, e := range h.Effects {
		if slices.Contains(c.marks, e.Mark) {
			out = append(out, e)
		}
	}
	return out
}

// effectsOf lists the effects that may be the intent's: one of its attempts had asked for it when
// it started. Where intents share a mark an effect may be either's.
func effectsOf(h *history.History, intent string) []history.Effect {
	asked := map[string]history.Moment{} // when first, by mark
	for _, a := range h.Attempts {
		if a.Intent == intent && asks(a) && a.Sent.Before(asked[a.Mark]) {
			asked[a.Mark] = a.Sent
		}
	}
	var out []history.Effect
	for _, e := range h.Effects {
		if asked[e.Mark].Before(e.Started) {
			out = append(out, e)
		}
	}
	return out
}

// owning is effectsOf for a rule that asks it about each attempt: an intent that has many is looked up
// once.
func owning(h *history.History) func(intent string) []history.Effect {
	known := map[string][]history.Effect{}
	return func(intent string) []history.Effect {
		es, ok := known[intent]
		if !ok {
			es = effectsOf(h, intent)
			known[intent] = es
		}
		return es
	}
}

// askedOnlyBy reports whether e can be no other intent's: when it started, nobody else had asked.
func askedOnlyBy(h *history.History, intent string, e history.Effect) bool {
	return !slices.ContainsFunc(h.Attempts, func(a history.Attempt) bool {
		return a.Intent != intent && asks(a) && a.Mark == e.Mark && a.Sent.Before(e.Started)
	})
}

// title names an effect as histories print it: "charge ch_1".
func title(e history.Effect) string { return e.Name + " " + e.ID }
