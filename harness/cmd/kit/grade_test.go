package main

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/harness/internal/slow"
)

// Submissions that are right, unfinished, hostile or no submissions at all have their rows, and none
// costs another one its own.
func TestGrade(t *testing.T) {
	slow.Test(t)
	dir := sandbox(t)
	from := t.TempDir()
	submit := func(name, file string) {
		to := filepath.Join(from, name)
		require.NoError(t, os.MkdirAll(to, 0o755))
		require.NoError(t, copyFile(filepath.Join(dir, file), filepath.Join(to, "keys.go")))
	}
	submit("ada", "solutions/keys/keys.go")
	require.NoError(t, os.WriteFile(filepath.Join(from, "ada", "card.json"), []byte(`{"took":1500000000000}`), 0o644))
	submit("bea", "challenges/keys/keys.go")
	const hostile = "harness/runner/testdata/hostile/"
	submit("cyd", hostile+"endless_loop.go")
	submit("dan", hostile+"log_fatal.go")
	submit("eve", hostile+"memory.go")
	submit("fay", hostile+"no_compile.go")
	submit("gus", hostile+"real_deadlock.go")
	require.NoError(t, os.Mkdir(filepath.Join(from, "hal"), 0o755))
	submit("ida", "solutions/keys/keys.go")

	var out bytes.Buffer
	table, report := filepath.Join(from, "table.json"), filepath.Join(from, "junit.xml")
	code := runIn(context.Background(), dir, []string{"grade", "-c", "keys", "--from", from, "--json", table, "--junit", report}, &screen{Writer: &out})
	assert.Equal(t, 1, code)
	var grades []Grade
	b, err := os.ReadFile(table)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(b, &grades))
	want := []struct {
		name        string
		level, held int
		note        string
	}{
		{"ada", 3, 23, ""},
		{"bea", 0, 7, ""},
		{"cyd", 0, 0, ""},
		{"dan", 0, 0, "exit status 1"},
		{"eve", 0, 0, "more than 1 GB"},
		{"fay", 0, 0, "does not compile: "},
		{"gus", 0, 0, ""},
		{"hal", 0, 0, "no Go files in it"},
		{"ida", 3, 23, ""},
	}
	require.Len(t, grades, len(want), out.String())
	for i, w := range want {
		g := grades[i]
		assert.Equal(t, w.name, g.Name)
		assert.Equal(t, w.level, g.Level, g.Name)
		assert.Equal(t, w.held, g.Held, g.Name)
		assert.Contains(t, g.Note, w.note, g.Name)
	}
	assert.InDelta(t, 25, grades[0].Minutes, 0.01)
	assert.Contains(t, out.String(), "23 of 23")

	var suites junitSuites
	b, err = os.ReadFile(report)
	require.NoError(t, err)
	require.NoError(t, xml.Unmarshal(b, &suites))
	require.Len(t, suites.Suites, len(want))
	assert.Equal(t, 23, suites.Suites[0].Tests)
	assert.Zero(t, suites.Suites[0].Failures)
	assert.Equal(t, 16, suites.Suites[1].Failures)
	assert.Equal(t, 1, suites.Suites[5].Errors)
}

func TestGradeSaysWhatIsWrong(t *testing.T) {
	for _, x := range []struct{ why, from string }{{"no such folder", "nowhere"}, {"no submissions", "testdata"}} {
		from := filepath.Join(t.TempDir(), x.from)
		if x.from == "testdata" {
			require.NoError(t, os.Mkdir(from, 0o755))
		}
		_, err := submissions(from)
		assert.ErrorContains(t, err, "FROM="+from+": ", x.why)
	}
}
