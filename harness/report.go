package harness

import (
	"strings"
	"time"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// A Report is the result of a suite, as data: it can be written as JSON, read back, printed, drawn
// and compared.
type Report struct {
	Suite     string        `json:"suite"`
	Rewritten bool          `json:"rewritten"`         // schedules were explored; false: judged with gates
	Outside   bool          `json:"outside,omitempty"` // a server was judged, over HTTP
	Race      bool          `json:"race"`              // the race detector watched
	Note      string        `json:"note,omitempty"`    // what limits this report, such as a missing race detector
	Seed      uint64        `json:"seed"`              // of random schedules and storms
	Extra     string        `json:"extra,omitempty"`   // digest of the scenarios that were added to the suite's own
	Results   []Result      `json:"results"`
	Elapsed   time.Duration `json:"elapsed"`
}

// A Result is the verdict on one scenario.
type Result struct {
	ID      string        `json:"id"`
	Name    string        `json:"name"`
	Level   int           `json:"level"`
	Part    int           `json:"part"` // of a challenge that is asked part by part; else 1
	Story   string        `json:"story"`
	Extra   bool          `json:"extra,omitempty"` // it was added to the suite's own
	Verdict judge.Verdict `json:"verdict"`
	Why     string        `json:"why,omitempty"`  // why it is inconclusive, or not judged
	Left    []Left        `json:"left,omitempty"` // what was not judged of it, where something was

	Case       string            `json:"case,omitempty"` // the case that History is of, where there are several
	Violations []judge.Violation `json:"violations,omitempty"`
	History    *history.History  `json:"history,omitempty"` // of the run that broke; with Options.Keep also of one that held

	Runs     int           `json:"runs"`     // in all
	Explored int           `json:"explored"` // schedules among them
	Complete bool          `json:"complete"` // every schedule within the bound was run
	Elapsed  time.Duration `json:"elapsed"`
}

// Left is what could not be judged of a scenario, and why.
type Left struct {
	Case string `json:"case,omitempty"` // empty: of the only one
	Why  string `json:"why"`
}

// Held reports whether every promise held that could be judged, and one could.
func (r Report) Held() bool {
	held := false
	for _, x := range r.Results {
		if x.Open() {
			return false
		}
		held = held || x.Verdict == judge.Held
	}
	return held
}

// Open reports whether there is something to do about the promise: it is broken, or nobody knows.
func (x Result) Open() bool { return x.Verdict != judge.Held && x.Verdict != judge.NotJudged }

// Broken lists the ids of the scenarios that are not held.
func (r Report) Broken() []string {
	var out []string
	for _, x := range r.Results {
		if x.Open() {
			out = append(out, x.ID)
		}
	}
	return out
}

// Missing says why the case of a result was not judged, or only in part; empty: it was judged.
func (x Result) Missing(name string) string {
	if x.Verdict == judge.NotJudged {
		return x.Why
	}
	name, _, _ = strings.Cut(name, " with seed ") // of a storm
	var whys []string
	for _, l := range x.Left {
		if l.Case == name {
			whys = append(whys, l.Why)
		}
	}
	return strings.Join(whys, "; ")
}

// Result returns the result of the scenario with that id, or nil.
func (r Report) Result(id string) *Result {
	for i := range r.Results {
		if r.Results[i].ID == id {
			return &r.Results[i]
		}
	}
	return nil
}
