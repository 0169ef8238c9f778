package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/harness/internal/slow"
	"example.com/idempotency/harness/practice"
	"example.com/idempotency/harness/runner"
)

// example is the file that challenges/INTERVIEW.md shows.
func example(t *testing.T, root string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, "challenges", "INTERVIEW.md"))
	require.NoError(t, err)
	m := regexp.MustCompile("(?s)```go\n(.*?)```").FindSubmatch(b)
	require.NotNil(t, m, "challenges/INTERVIEW.md has an example")
	return string(m[1])
}

// added is a folder outside of the project with one file.
func added(t *testing.T, text string) string {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "held_out.go"), []byte(text), 0o644))
	return dir
}

// The example of the documentation holds for a right answer and catches wrong ones, is told apart
// from the suite's own, and is named by its digest.
func TestExtra(t *testing.T) {
	slow.Test(t)
	root := sandbox(t)
	dir := added(t, example(t, root))
	digest, err := practice.Digest(dir)
	require.NoError(t, err)
	for _, tt := range []struct {
		reason, from string
		code         int
		shows        []string
	}{
		{"the reference holds", "solutions/keys", 0, []string{"level 1  ✓ K2  ✓ X1\n", "level 3  ✓ X2\n", "All 3 promises hold."}},
		{"the stub does not", "challenges/keys/keystest/testdata/stub", 1, []string{"level 1  ✗ K2  ✗ X1\n", "level 3  ✗ X2\n", "a retry a year later"}},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			report := filepath.Join(t.TempDir(), "report.json")
			var out bytes.Buffer
			code := runIn(context.Background(), root, []string{
				"test", "-c", "keys", "-p", "x1,x2,k2", "--extra", dir, "--from", filepath.Join(root, tt.from), "--json", report,
			}, &screen{Writer: &out})
			assert.Equal(t, tt.code, code, out.String())
			for _, s := range tt.shows {
				assert.Contains(t, out.String(), s)
			}
			var outs []runner.Outcome
			b, err := os.ReadFile(report)
			require.NoError(t, err)
			require.NoError(t, json.Unmarshal(b, &outs))
			assert.Equal(t, digest, outs[0].Extra)
			assert.True(t, outs[0].Result("X1").Extra)
			assert.False(t, outs[0].Result("K2").Extra)
		})
	}
}

// Submissions are graded with what was added.
func TestExtraGrade(t *testing.T) {
	slow.Test(t)
	root := sandbox(t)
	submissions, table := t.TempDir(), filepath.Join(t.TempDir(), "grades.json")
	require.NoError(t, os.Mkdir(filepath.Join(submissions, "ann"), 0o755))
	for _, f := range []string{"keys.go", "payment.go"} {
		if b, err := os.ReadFile(filepath.Join(root, "solutions", "keys", f)); err == nil {
			require.NoError(t, os.WriteFile(filepath.Join(submissions, "ann", f), b, 0o644))
		}
	}
	var out bytes.Buffer
	code := runIn(context.Background(), root, []string{
		"grade", "-c", "keys", "--from", submissions, "--extra", added(t, example(t, root)), "--json", table,
	}, &screen{Writer: &out})
	assert.Equal(t, 0, code, out.String())
	assert.Contains(t, out.String(), "25 of 25")
	var grades []Grade
	b, err := os.ReadFile(table)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(b, &grades))
	assert.Len(t, grades[0].Extra, 16)
}

// What is wrong with the scenarios that were added is said in one line, in the author's terms, and
// nobody's code is judged by them.
func TestExtraFaults(t *testing.T) {
	slow.Test(t)
	root := sandbox(t)
	text := example(t, root)
	change := func(old, new string) string {
		require.Contains(t, text, old)
		return added(t, strings.Replace(text, old, new, 1))
	}
	line := func(of string) string { // as a compiler names it
		before, _, _ := strings.Cut(text, of)
		return fmt.Sprintf("held_out.go:%d:", 1+strings.Count(before, "\n"))
	}
	for _, tt := range []struct{ reason, dir, want string }{
		{"missing", filepath.Join(t.TempDir(), "none"), "there is no such folder"},
		{"a file", filepath.Join(added(t, text), "held_out.go"), "is not a folder"},
		{"empty", t.TempDir(), "no Go files in it"},
		{"does not parse", change("var Scenarios", "var var Scenarios"), "does not compile: " + line("var Scenarios")},
		{"does not compile", change("c.Send(r)", "c.Sendd(r)"), "does not compile: " + line("c.Send(r)") + " c.Sendd undefined"},
		{"imports what is not there", change(`"time"`, `"github.com/nobody/nothing"`), "does not compile: " + line(`"time"`) + " no required module provides package github.com/nobody/nothing"},
		{"declares nothing", added(t, "package extra\n"), "it must declare var Scenarios = []harness.Scenario{…}: undefined: extra.Scenarios"},
		{"another type", added(t, "package extra\n\nvar Scenarios = []int{1}\n"), "it must declare var Scenarios = []harness.Scenario{…}: cannot use extra.Scenarios"},
		{"nothing in it", added(t, "package extra\n\nimport \"example.com/idempotency/harness\"\n\nvar Scenarios []harness.Scenario\n"), "Scenarios is empty: there is nothing to judge"},
		{"an id of the suite's", change(`"X2"`, `"K9"`), "scenario K9: the suite of keys has one with that ID: number yours X1, X2, and so on"},
		{"an id twice", change(`"X2"`, `"X1"`), "two scenarios have the ID X1"},
		{"an id without a number", change(`"X2"`, `"second"`), `scenario 2 has the ID "second": number them X1, X2, and so on`},
		{"an id that the suite may have one day", change(`"X2"`, `"K24"`), `scenario 2 has the ID "K24": number them X1, X2, and so on`},
		{"no story", change(`Story: "a retry a year later is answered with the first answer",`, ""), "scenario X1 has no Story"},
		{"panics at the start", change("var pay = scenarios.Payments()", "var pay = scenarios.Payments()\n\nvar _ = Scenarios[7]"), "panic: runtime error: index out of range [7]"},
		{"panics in its traffic", change("c.Advance(", "panic(\"oops\")\n\t\t\tc.Advance("), "scenario X1 panics: oops"},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			k := &kit{ctx: context.Background(), root: root, store: practice.Open(t.TempDir()), out: &screen{Writer: &out}}
			err := (&testCmd{Challenge: "keys", Promise: "K1,X1,X2", From: filepath.Join(root, "solutions/keys"), extraFlag: extraFlag{Extra: tt.dir}}).Run(k)
			require.ErrorContains(t, err, "EXTRA="+tt.dir+": "+tt.want)
			assert.NotContains(t, err.Error(), "\n")
			assert.Empty(t, out.String())
		})
	}
}
