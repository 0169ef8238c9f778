package judge_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// A row is a history that is legal under a rule, or not, and why.
type row struct {
	reason string
	h      *history.History
	want   []string // the violations; none: the history is legal
}

// A table tests one rule.
type table struct {
	name string // of the function in package judge
	rule judge.Rule
	rows []row
}

// tables holds a table for every rule of the package.
var tables = append([]table{endsOnTime, sameBytes, panicStoresNothing}, keyedTables...)

// keyedTables are those of the rules that every operation with a key is judged by.
var keyedTables = []table{
	atMostOnce, asked, noEarlySuccess,
	everyoneAnswered, wantedStatus, sameAnswer, distinctAnswers,
	conflictOnlyInFlight, refusedOnlyWhenRefused, unknownOnlyWhenUnknown, unknownSticks,
	knownStatus, dueRule, noFaults,
}

func TestRules(t *testing.T) {
	for _, tb := range tables {
		t.Run(tb.name, func(t *testing.T) { testRows(t, tb.rows, tb.rule) })
	}
}

func testRows(t *testing.T, rows []row, rules ...judge.Rule) {
	for _, r := range rows {
		if r.reason == "" {
			t.Fatal("a row without a reason")
		}
		t.Run(r.reason, func(t *testing.T) {
			var got []string
			for _, v := range judge.All(r.h, rules) {
				if len(rules) > 1 {
					got = append(got, v.Rule+": "+v.String())
					continue
				}
				got = append(got, v.String())
			}
			if d := cmp.Diff(r.want, got); d != "" {
				t.Errorf("violations (-want +got)\n%s", d)
			}
		})
	}
}

// TestEveryRuleIsTested fails when package judge has a rule without a legal and an illegal history.
func TestEveryRuleIsTested(t *testing.T) {
	tested := map[string]bool{}
	for _, tb := range tables {
		legal, illegal := 0, 0
		for _, r := range tb.rows {
			if len(r.want) == 0 {
				legal++
			} else {
				illegal++
			}
		}
		tested[tb.name] = legal > 0 && illegal > 0
	}
	rules := rulesOf(t, ".")
	if len(rules) == 0 {
		t.Fatal("the package has no rules")
	}
	for _, name := range rules {
		if !tested[name] {
			t.Errorf("%s has no table in this test, or one without a legal and an illegal history", name)
		}
		delete(tested, name)
	}
	for name := range tested {
		t.Errorf("the table %s names no exported function that returns a Rule", name)
	}
}

// rulesOf lists the exported functions of the package in dir that return a Rule.
func rulesOf(t *testing.T, dir string) []string {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range parsed.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.IsExported() && returnsRule(fn.Type) {
				out = append(out, fn.Name.Name)
			}
		}
	}
	return out
}

func returnsRule(f *ast.FuncType) bool {
	if f.Results == nil {
		return false
	}
	for _, r := range f.Results.List {
		if id, ok := r.Type.(*ast.Ident); ok && id.Name == "Rule" {
			return true
		}
	}
	return false
}

// TestNames holds the names of rules to their form: a kebab-case fact, each its own.
func TestNames(t *testing.T) {
	kebab := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	seen := map[string]string{}
	for _, tb := range tables {
		if !kebab.MatchString(tb.rule.Name) {
			t.Errorf("name of %s = %q, want kebab-case", tb.name, tb.rule.Name)
		}
		if o := seen[tb.rule.Name]; o != "" {
			t.Errorf("%s and %s are both named %q", o, tb.name, tb.rule.Name)
		}
		seen[tb.rule.Name] = tb.name
	}
}

// TestAll: All names the rule in each violation and keeps the order of the rules.
func TestAll(t *testing.T) {
	bad := h(sent(1, "k1"), answered(1, 418))
	got := judge.All(bad, []judge.Rule{judge.WantedStatus(), judge.KnownStatus(201), judge.NoEarlySuccess("charge")})
	want := []judge.Violation{{Rule: "known-status", Subject: "status of #1", Got: "418", Want: "201", Attempts: []int{1}}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("violations (-want +got)\n%s", d)
	}
}

// TestEmpty: nothing happened, so nothing is wrong.
func TestEmpty(t *testing.T) {
	if vs := judge.All(h(), keyed.Rules()); len(vs) > 0 {
		t.Errorf("violations of the empty history = %v, want none", vs)
	}
}
