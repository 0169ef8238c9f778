package gallery

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
)

// A Matrix says which scenarios break which wrong answers.
type Matrix struct {
	Rules map[string][]string `json:"rules"` // id of a scenario → the rules it judges by
	Rows  []Row               `json:"rows"`
}

// A Row is a wrong answer, and what it breaks.
type Row struct {
	Name   string              `json:"name"`
	Caught string              `json:"caught"` // empty: a right answer
	Why    string              `json:"why"`
	Broken map[string][]string `json:"broken"` // id → the rules that were violated

	Found *Found `json:"found,omitempty"` // of a matrix of the scenarios alone that answers name
}

// Found says how the scenario that an answer names finds it broken.
type Found struct {
	Case     string `json:"case,omitempty"`     // empty: its only one
	Switches int    `json:"switches,omitempty"` // preemptions that it took at least
	Drawn    bool   `json:"drawn,omitempty"`    // the schedule is one that was drawn at random
}

// ReadMatrix reads what a test of a gallery wrote.
func ReadMatrix(path string) (Matrix, error) {
	var m Matrix
	b, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(b, &m)
	}
	if err != nil {
		return Matrix{}, fmt.Errorf("read matrix: %w", err)
	}
	return m, nil
}

// Add adds what another phase found of the same answers.
func (m *Matrix) Add(other Matrix) {
	m.Rules = other.Rules
	for _, r := range other.Rows {
		i := slices.IndexFunc(m.Rows, func(x Row) bool { return x.Name == r.Name })
		if i < 0 {
			m.Rows = append(m.Rows, r)
			continue
		}
		for id, rules := range r.Broken {
			m.Rows[i].add(id, rules)
		}
	}
}

// add adds rules that scenario id found violated.
func (r *Row) add(id string, rules []string) {
	all := append(r.Broken[id], rules...)
	slices.Sort(all)
	r.Broken[id] = append([]string{}, slices.Compact(all)...)
}

// write writes the whole file at once, so that a file which is there is complete.
func (m Matrix) write(path string) error {
	b, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("write matrix: %w", err)
	}
	return os.WriteFile(path, b, 0o644)
}

// matrixOf judges every wrong answer by the whole suite.
func matrixOf(t *testing.T, s harness.Suite, wrong []Answer, o harness.Options) Matrix {
	m := Matrix{Rules: map[string][]string{}}
	for _, sc := range s.Scenarios {
		for _, r := range sc.Rules {
			m.Rules[sc.ID] = append(m.Rules[sc.ID], r.Name)
		}
	}
	for _, a := range wrong {
		row := Row{Name: a.Name, Caught: a.Caught, Why: a.Why, Broken: map[string][]string{}}
		if os.Getenv(EnvNamed) != "" {
			row.named(a.named(t, s, o))
			m.Rows = append(m.Rows, row)
			continue
		}
		var results []harness.Result
		if a.Race { // a process reports a race once: let the scenario that is named see it
			results = append(results, a.named(t, s, o))
		}
		for _, x := range append(results, a.check(t, s, o).Results...) {
			row.take(x)
		}
		m.Rows = append(m.Rows, row)
	}
	return m
}

// named is the verdict of the scenario that a names.
func (a Answer) named(t *testing.T, s harness.Suite, o harness.Options) harness.Result {
	o.Only = []string{a.Caught}
	if x := a.check(t, s, o).Result(a.Caught); x != nil {
		return *x
	}
	return harness.Result{ID: a.Caught}
}

// take adds the rules that a scenario found violated.
func (r *Row) take(x harness.Result) {
	if x.Verdict == judge.Held || x.Verdict == "" {
		return
	}
	var rules []string
	for _, v := range x.Violations {
		rules = append(rules, v.Rule)
	}
	r.add(x.ID, rules)
}

// named takes the verdict of the scenario that the answer names, and how it was found.
func (r *Row) named(x harness.Result) {
	r.take(x)
	if x.Verdict != judge.Broken {
		return
	}
	r.Found = &Found{Case: x.Case}
	if x.History != nil {
		r.Found.Switches, r.Found.Drawn = x.History.Switches, x.History.Drawn
	}
}
