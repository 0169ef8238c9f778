package harness

import (
	"fmt"
	"net/http"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// A Builder makes a fresh handler. It is called once for each run of each scenario, inside the
// run's bubble, with the World whose effects the handler is to use.
type Builder func(w *World) http.Handler

// A Suite is the acceptance suite of one challenge.
type Suite struct {
	Name      string // of the challenge: "keys"
	Scenarios []Scenario
	Work      []Work // what it costs. Optional

	// Outside says what a server outside of the process is given, whose effects belong to w. Optional:
	// without it the suite judges handlers only.
	Outside func(w *World) Surroundings

	extra    []Scenario // of With
	extended bool       // With was called
}

// A Scenario tests one promise. Its traffic is driven by each of its cases in turn, each in a
// world of its own; the rules judge what was recorded. Driving does not judge and judging does
// not drive.
type Scenario struct {
	ID    string // the promise in the challenge's README: "K9"
	Name  string // a kebab-case fact: "duplicates"
	Level int    // 1 correct, 2 concurrent, 3 production
	Part  int    // of a challenge that is asked part by part, from 1; 0: the only one
	Story string // one sentence a learner reads when it breaks

	Cases []Case
	Rules []judge.Rule

	// Proves returns an empty string when the history put the promise to the test, else what was
	// missing, such as "no two requests overlapped". At least one run of each case must prove.
	// Optional: every history does.
	Proves func(h *history.History) string

	Explore Exploration

	// Alone marks a scenario that looks at the process, such as at its heap, or sends a Flood: each
	// of its cases runs once, freely, with no other scenario beside it.
	Alone bool

	// Storm draws random traffic, beside Cases or in place of them.
	Storm *Storm
}

// A Case is one variant of a scenario's traffic.
type Case struct {
	Name  string // shown when the scenario has several
	Drive func(c *Client)

	// Clock marks traffic in which virtual time passes while requests run. Code that was not
	// rewritten may wait on real locks, for which a bubble's clock never moves, so that such a case
	// is judged on rewritten code only.
	Clock bool

	// Setting is what the Builder is to know in this case, such as a time to live: it reads it with
	// the function Setting. Optional.
	Setting any
}

// An Exploration says which schedules of a case are tried. The zero value tries one: every request
// runs until it waits or ends.
type Exploration struct {
	Preemptions int  // every schedule with at most so many preemptions
	Every       bool // and every schedule with one preemption at any statement, not only at synchronisation
	Samples     int  // and so many random schedules
	Free        int  // and so many runs on the Go scheduler's own schedule, under the race detector
}

// Traffic is a scenario's single case.
func Traffic(drive func(c *Client)) []Case { return []Case{{Drive: drive}} }

// check panics when the suite itself is wrong: its author's mistake.
func (s Suite) check() {
	if fault := s.extraFault(); fault != "" {
		panic("harness: " + fault)
	}
	seen := map[string]bool{}
	for _, sc := range s.Scenarios {
		switch {
		case sc.ID == "" || sc.Name == "" || sc.Story == "" || sc.Level < 1 || sc.Level > 3:
			panic(fmt.Sprintf("harness: scenario %q of suite %s: ID, Name, Story and a Level from 1 to 3 are required", sc.ID, s.Name))
		case seen[sc.ID]:
			panic(fmt.Sprintf("harness: suite %s has two scenarios %s", s.Name, sc.ID))
		case len(sc.Cases) == 0 && sc.Storm == nil || len(sc.Rules) == 0:
			panic(fmt.Sprintf("harness: scenario %s of suite %s has no cases or no rules", sc.ID, s.Name))
		}
		seen[sc.ID] = true
	}
}
