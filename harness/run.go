package harness

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
)

// Environment variables by which the kit's program speaks to a test process. A learner sets none.
const (
	EnvReport  = "KIT_REPORT"  // append a line of JSON for each Event to this file; also: run the suite
	EnvOnly    = "KIT_ONLY"    // ids, comma-separated
	EnvSkip    = "KIT_SKIP"    // ids, comma-separated
	EnvSeed    = "KIT_SEED"    // decimal
	EnvSerial  = "KIT_SERIAL"  // non-empty: one scenario at a time
	EnvPhase   = "KIT_PHASE"   // a Phase; empty: both
	EnvRaceLog = "KIT_RACELOG" // the log_path of GORACE
	EnvKeep    = "KIT_KEEP"    // non-empty: keep histories of what is held
	EnvExtra   = "KIT_EXTRA"   // non-empty: only the scenarios that were added to the suite's own
)

// An Event is a line of the file that EnvReport names. Exactly one field is set.
type Event struct {
	Suite  []Result `json:"suite,omitempty"` // the first line: what is known of each scenario before it has run
	Began  *Result  `json:"began,omitempty"`
	Ended  *Result  `json:"ended,omitempty"`
	Report *Report  `json:"report,omitempty"` // the last line of a whole run
	Costs  []Cost   `json:"costs,omitempty"`  // the only line of a phase Measured
	Fault  string   `json:"fault,omitempty"`  // the only line when the scenarios that were added are at fault
}

// FromEnv returns the options that the environment asks for.
func FromEnv() (Options, error) {
	o := Options{Only: list(os.Getenv(EnvOnly)), Skip: list(os.Getenv(EnvSkip)), Serial: os.Getenv(EnvSerial) != "", Phase: Phase(os.Getenv(EnvPhase)), RaceLog: os.Getenv(EnvRaceLog), Keep: os.Getenv(EnvKeep) != "", Extra: os.Getenv(EnvExtra) != ""}
	if s := os.Getenv(EnvSeed); s != "" {
		n, err := strconv.ParseUint(s, 10, 64)
		if err != nil {
			return o, fmt.Errorf("SEED=%q is not a whole number", s)
		}
		o.Seed = n
	}
	return o, nil
}

func list(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })
}

// Run judges the handlers that b builds: one subtest for each scenario, one error for each
// violation. The suite is hidden until it is asked for: Run skips t unless the kit's program
// started the process (make test), or -run names the test, as editors do.
func (s Suite) Run(t *testing.T, b Builder) {
	t.Helper()
	path := os.Getenv(EnvReport)
	if path == "" && !named(t) {
		t.Skipf("the hidden suite of %s runs when it is asked for: make test C=%s, or go test -run '^%s$'", s.Name, s.Name, t.Name())
	}
	o, err := FromEnv()
	if err != nil {
		t.Fatal(err)
	}
	if path == "" {
		s.Check(t, b, o).Tell(t)
		return
	}
	out, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatalf("kit bug: open report: %v", err)
	}
	defer out.Close()
	emit := emitter(out)
	if fault := s.extraFault(); fault != "" {
		emit(Event{Fault: fault})
		t.FailNow()
	}
	if o.Phase == Measured {
		emit(Event{Costs: s.Measure(b)})
		return
	}
	o.Planned = func(rs []Result) { emit(Event{Suite: rs}) }
	o.Began = func(r Result) { emit(Event{Began: &r}) }
	o.Ended = func(r Result) { emit(Event{Ended: &r}) }
	r := s.Check(t, b, o)
	emit(Event{Report: &r})
	if !r.Held() {
		t.Fail()
	}
}

func emitter(f *os.File) func(Event) {
	return func(e Event) {
		w := bufio.NewWriter(f)
		_ = json.NewEncoder(w).Encode(e)
		_ = w.Flush()
	}
}

// named reports whether -run asks for this test by name.
func named(t *testing.T) bool {
	f := flag.Lookup("test.run")
	return f != nil && strings.Contains(f.Value.String(), t.Name())
}
