// Package scenarios holds the scenarios that every challenge with an idempotency key needs, written
// once: a suite composes them for its own Operation and adds what is its own.
package scenarios

import (
	"fmt"
	"slices"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// An Operation is the keyed operation of a challenge, as its suite sees it.
type Operation struct {
	judge.Keyed

	// Request returns a valid request of the default caller under key, whose effect is recognised
	// by n (n > 0): requests with equal n are the same request, and ask for equal effects.
	Request func(key string, n int64) harness.Request

	// Malformed lists bodies that must be answered 400, each with what is wrong about it, and
	// Wellformed lists odd ones that are valid.
	Malformed  []Body
	Wellformed []Body

	// Mismatch lists the statuses that a request may get whose key was used with another payload.
	Mismatch []int

	// PanicFrees says that the effect is a run of a handler: nobody refuses it, and a panic stores
	// nothing, so that the key is free again.
	PanicFrees bool

	// Extra rules that every history of the challenge must obey, such as the shape of its answers.
	Extra []judge.Rule
}

// A Body is a request body with a word about it.
type Body struct {
	Text string
	Note string
	Mark string // of the effect that it asks for, when it is valid
}

// fates are what becomes of calls of the operation's effect where, for another, it would be fs.
func (o Operation) fates(fs ...harness.Fate) []harness.Fate {
	out := slices.Clone(fs)
	for i, f := range fs {
		if o.PanicFrees && (f == harness.Refuse || f == harness.Panic) {
			out[i] = harness.Abort
		}
	}
	return out
}

// rules are those of the operation, with more behind.
func (o Operation) rules(more ...judge.Rule) []judge.Rule {
	return slices.Concat(o.Keyed.Rules(), o.Extra, more)
}

// scenario fills in what all scenarios of an operation share.
func (o Operation) scenario(level int, name, story string, cases ...harness.Case) harness.Scenario {
	return harness.Scenario{Name: name, Level: level, Story: story, Cases: cases, Rules: o.rules()}
}

// Number gives scenarios their ids: letter and position, from 1.
func Number(letter string, ss ...harness.Scenario) []harness.Scenario {
	for i := range ss {
		ss[i].ID = fmt.Sprint(letter, i+1)
	}
	return ss
}

// overlapped says that two requests with one key have to be in flight together.
func overlapped(h *history.History) string {
	if h.Overlap() {
		return ""
	}
	return "no two requests with one key were in flight at the same time"
}

// started says that an effect has to have started.
func started(h *history.History) string {
	if len(h.Effects) > 0 {
		return ""
	}
	return "no effect was started"
}

// Work lists the traffic of the operation whose cost is worth knowing.
func (o Operation) Work() []harness.Work {
	return []harness.Work{
		{Name: "first request", Request: func(i int) harness.Request { return o.Request(fmt.Sprint("k", i), 100) }},
		{Name: "replay", Request: func(int) harness.Request { return o.Request("k", 100) }},
	}
}
