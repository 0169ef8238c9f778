// Package progress says what a learner's mock interviews show together: how each level and each kind
// of promise goes over time, and what to practise next. It is a pure function of their cards.
package progress

import (
	"strings"

	"example.com/idempotency/harness/mock"
)

// A Kind is what a promise is about.
type Kind string

// The kinds, in the order in which they are shown.
const (
	Correctness Kind = "correctness" // one request at a time
	Concurrency Kind = "concurrency" // several at once
	Failure     Kind = "failure"     // refused, unknown, panics, clients that leave
	Expiry      Kind = "expiry"      // keys that end, and what cleans up
	Isolation   Kind = "isolation"   // callers, routes, handlers side by side
	Limits      Kind = "limits"      // odd keys, memory, goroutines, what a handler stands in
	Together    Kind = "together"    // all of it in random traffic
)

// Kinds lists them all.
var Kinds = []Kind{Correctness, Concurrency, Failure, Expiry, Isolation, Limits, Together}

// words tell a kind by what a scenario's name contains; the first row that fits decides.
var words = []struct {
	kind Kind
	in   []string
}{
	{Together, []string{"storm"}},
	{Correctness, []string{"unknown-order", "outer-headers", "writer", "proxy"}}, // a 404, and what a wrapper must not change
	{Isolation, []string{"caller", "separate", "routes", "mount", "request-changed"}},
	{Expiry, []string{"expire", "clean-up", "until-the-end", "from-the-end", "from-completion", "sliding", "new-in-every-respect", "many-keys", "many-orders", "memory-comes-back"}},
	{Failure, []string{"refused", "unknown", "panic", "leaves", "upload", "fails", "failure", "waiters", "freed-key", "never-stale", "timeouts"}},
	{Concurrency, []string{"slow-readers"}},
	{Limits, []string{"key-bytes", "clean-end", "hash-not-copy", "cheap"}},
}

// KindOf is the kind of a promise: by its name, which is its scenario's, and else by its level.
func KindOf(p mock.Promise) Kind {
	for _, row := range words {
		for _, w := range row.in {
			if strings.Contains(p.Name, w) {
				return row.kind
			}
		}
	}
	switch p.Level {
	case 1:
		return Correctness
	case 2:
		return Concurrency
	}
	return Limits
}
