// Package gallery tests a suite with answers whose verdict is known: right ones in many styles,
// which must hold every promise, and wrong ones, each of which must be caught by the scenario that
// it names.
package gallery

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/interleave"
	"example.com/idempotency/harness/judge"
)

// An Answer is an implementation of a challenge.
type Answer struct {
	Name   string // kebab-case
	Caught string // of a wrong answer: the promise that it breaks, "K9"
	Why    string // of a wrong answer: the mistake, in one sentence
	Race   bool   // of a wrong answer: only the race detector sees it
	Shared bool   // it has variables of the package, so that one scenario is judged at a time
	Build  harness.Builder
}

// Environment variables by which the kit's program asks for more than one pass.
const (
	EnvMatrix = "KIT_MATRIX" // judge every wrong answer by the whole suite, and write the Matrix to this file; right ones too with harness.EnvExtra
	EnvNamed  = "KIT_NAMED"  // non-empty: the Matrix is of the scenario alone that an answer names
	EnvTimes  = "KIT_TIMES"  // judge so many times, each with a seed of its own
	EnvAnswer = "KIT_ANSWER" // judge only the answer of this name
)

// Run judges right and wrong answers as subtests of t. Code that was not rewritten can not be
// judged fully: then only the first right answer is, with gates.
func Run(t *testing.T, s harness.Suite, right, wrong []Answer) {
	t.Helper()
	o, err := harness.FromEnv()
	if err != nil {
		t.Fatal(err)
	}
	all := wrong
	if right, wrong = chosen(right), chosen(wrong); len(right)+len(wrong) == 0 {
		t.Fatalf("no answer is named %s", os.Getenv(EnvAnswer))
	}
	if path := os.Getenv(EnvMatrix); path != "" {
		if o.Extra {
			wrong = slices.Concat(right, wrong)
		}
		if err := matrixOf(t, s, wrong, o).write(path); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !interleave.Rewritten() && len(right) > 0 {
		t.Log("only the reference is judged, with gates: make check judges the whole gallery on explored schedules")
		t.Run("right/"+right[0].Name, func(t *testing.T) { holds(t, s, right[0], o) })
		return
	}
	complete(t, s, all)
	many := 20 // times of a wrong answer: that is what the kit promises
	if os.Getenv(EnvAnswer) != "" {
		many = math.MaxInt
	}
	times, _ := strconv.Atoi(os.Getenv(EnvTimes))
	first, n := 0, max(1, times)
	if seed, err := strconv.Atoi(os.Getenv(envAlone)); err == nil {
		first, n = seed-1, seed
	}
	for i := first; i < n; i++ {
		o.Seed = uint64(i) + 1
		for _, a := range right {
			t.Run("right/"+a.Name, func(t *testing.T) { holds(t, s, a, o) })
		}
		if i < many {
			for _, a := range wrong {
				if a.Race == (o.Phase != harness.Explore) || o.Phase == "" {
					t.Run("wrong/"+a.Name, func(t *testing.T) { a.judge(t, s, o) })
				}
			}
		}
	}
}

// chosen are the answers that EnvAnswer names; all, where it does not.
func chosen(as []Answer) []Answer {
	name := os.Getenv(EnvAnswer)
	if name == "" {
		return as
	}
	return slices.DeleteFunc(slices.Clone(as), func(a Answer) bool { return a.Name != name })
}

func (a Answer) check(t *testing.T, s harness.Suite, o harness.Options) harness.Report {
	o.Serial = a.Shared
	return s.Check(t, a.Build, o)
}

// holds fails t unless the answer holds every promise.
func holds(t *testing.T, s harness.Suite, a Answer, o harness.Options) {
	for _, x := range a.check(t, s, o).Results {
		if x.Verdict != judge.Held && x.Verdict != "" {
			t.Errorf("%s %s: %s %s (seed %d)", x.ID, x.Name, x.Verdict, x.Why, o.Seed)
			for _, v := range x.Violations {
				t.Errorf("  %s: %s", v.Rule, v)
			}
		}
	}
}

// envAlone is the seed with which one answer is judged in a process of its own.
const envAlone = "KIT_ALONE"

const caughtLine = "caught by the suite: "

// suffix is what package testing appends to a name that it has seen before.
var suffix = regexp.MustCompile(`#\d+$`)

// judge fails t unless the answer is caught. Package testing fails a test in which the race detector
// has spoken, and variables of the package outlive a judgement: an answer that races, or has such, is
// judged by a test process of its own, which says in its output what the suite found.
func (a Answer) judge(t *testing.T, s harness.Suite, o harness.Options) {
	apart := a.Race || a.Shared
	if !apart || os.Getenv(envAlone) != "" {
		missed := a.missed(t, s, o)
		if missed != "" {
			t.Error(missed)
		}
		if apart {
			fmt.Printf("\n%s%t\n", caughtLine, missed == "")
		}
		return
	}
	name := suffix.ReplaceAllString(t.Name(), "")
	cmd := exec.Command(os.Args[0], "-test.run=^"+strings.ReplaceAll(name, "/", "$/^")+"$", "-test.cpu="+strconv.Itoa(runtime.GOMAXPROCS(0)))
	cmd.Env = append(os.Environ(), envAlone+"="+strconv.FormatUint(o.Seed, 10))
	out, err := cmd.CombinedOutput()
	if !strings.Contains(string(out), "\n"+caughtLine+"true\n") {
		t.Errorf("%v:\n%s", err, out)
	}
}

// missed says that the scenario which the answer names does not find it broken; empty: it does.
func (a Answer) missed(t *testing.T, s harness.Suite, o harness.Options) string {
	o.Only = []string{a.Caught}
	x := a.check(t, s, o).Result(a.Caught)
	switch {
	case x == nil:
		return "no scenario " + a.Caught
	case x.Verdict == judge.Broken:
		return ""
	}
	return fmt.Sprintf("not caught by %s (seed %d): %s %s", a.Caught, o.Seed, a.Why, x.Why)
}

// complete fails t where a scenario has no wrong answer that names it, or an answer names none.
func complete(t *testing.T, s harness.Suite, wrong []Answer) {
	names := map[string]bool{}
	for _, a := range wrong {
		if names[a.Name] {
			t.Errorf("two wrong answers are named %s", a.Name)
		}
		names[a.Name] = true
		if a.Why == "" {
			t.Errorf("%s does not say what its mistake is", a.Name)
		}
		if !slices.ContainsFunc(s.Scenarios, func(sc harness.Scenario) bool { return sc.ID == a.Caught }) {
			t.Errorf("%s names %q, which is no scenario of %s", a.Name, a.Caught, s.Name)
		}
	}
	for _, sc := range s.Scenarios {
		if !slices.ContainsFunc(wrong, func(a Answer) bool { return a.Caught == sc.ID }) {
			t.Errorf("no wrong answer needs %s %s", sc.ID, sc.Name)
		}
	}
}
