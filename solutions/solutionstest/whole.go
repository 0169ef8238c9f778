package solutionstest

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness"
)

// atLeast is how many wrong answers a challenge must have, where 15 are not enough.
var atLeast = map[string]int{"keys": 25, "middleware": 25, "checkout": 25}

// whole fails t when a step of "How to add a challenge" (harness/DESIGN.md) was forgotten.
func whole(t *testing.T, s harness.Suite, alternatives, wrong int) {
	c, err := challenges.Find(s.Name)
	require.NoError(t, err, "the suite's name is that of a challenge")
	assert.GreaterOrEqual(t, alternatives, 3, "alternatives")
	assert.GreaterOrEqual(t, wrong, max(15, atLeast[c.Name]), "wrong answers")
	for _, x := range s.Scenarios {
		assert.True(t, strings.HasPrefix(x.ID, c.Letter), "%s: ids begin with %s", x.ID, c.Letter)
	}
	texts(t, c, s)
}

// texts looks at the challenge's texts: each promise stands in the README at its level, in order,
// with a hint; no id is named that the suite does not have.
func texts(t *testing.T, c challenges.Challenge, s harness.Suite) {
	prompt := text(t, "challenges", c.Name, "README.md")
	hints := text(t, "challenges", c.Name, "HINTS.md")
	guide := text(t, "challenges", c.Name, "INTERVIEW.md")
	through := text(t, "solutions", c.Name, "README.md")
	text(t, "challenges", c.Name, c.Name+".go")
	text(t, "challenges", c.Name, c.Name+"test", "testdata", "stub", c.Name+".go")
	text(t, "challenges", c.Name, c.Name+"_test.go")
	text(t, "solutions", c.Name, c.Name+"_test.go")

	known := promises(t, s, prompt, hints)
	ids := regexp.MustCompile(`\b` + c.Letter + `\d+\b`)
	for file, body := range map[string]string{"README.md": prompt, "HINTS.md": hints, "INTERVIEW.md": guide, "solutions' README.md": through} {
		for _, id := range ids.FindAllString(body, -1) {
			assert.True(t, known[id], "%s names %s, which no scenario has", file, id)
		}
	}
	for _, h := range []string{"Plan", "What to watch for", "Common wrong designs", "Follow-up questions", "Curveballs", "Rubric"} {
		assert.Contains(t, guide, "\n## "+h+"\n", "INTERVIEW.md")
	}
	assert.Equal(t, strings.Count(guide, "\nGood: "), strings.Count(guide, "\nWeak: "), "INTERVIEW.md: each question has a good and a weak answer")
	assert.GreaterOrEqual(t, strings.Count(guide, "\nGood: "), 3, "INTERVIEW.md: follow-up questions")
}

// promises looks for each promise in the README, in the order of the suite, at its level and with a
// hint, and returns their ids. A challenge that is asked part by part has headings for its parts, in
// order, and each promise says its level; another one has headings for the levels.
func promises(t *testing.T, s harness.Suite, prompt, hints string) (known map[string]bool) {
	known = map[string]bool{}
	at, parts, heads, last := 0, 0, "### Level ", 3
	for _, x := range s.Scenarios {
		parts = max(parts, x.Part)
	}
	if parts > 0 {
		heads, last = "### Part ", parts
	}
	for n := 1; n <= last; n++ {
		head := strings.Index(prompt, heads+strconv.Itoa(n))
		assert.Greater(t, head, at, "README.md has the heading %s%d, in order", heads, n)
		at = max(at, head)
	}
	at = 0
	for _, x := range s.Scenarios {
		known[x.ID] = true
		promise, want := "**"+x.ID+" "+x.Name+"**", x.Level
		if parts > 0 {
			promise, want = fmt.Sprintf("%s (level %d)", promise, x.Level), x.Part
		}
		i := strings.Index(prompt, promise)
		assert.Greater(t, i, at, "README.md promises %s, in the order of the suite", promise)
		at = max(at, i)
		assert.Equal(t, want, headAt(prompt, heads, i), "%s of %s in README.md", strings.Trim(heads, "# "), x.ID)
		assert.Contains(t, hints, "\n## "+x.ID+" "+x.Name+"\n\n1. ", "HINTS.md")
	}
	return known
}

// headAt is the number of the heading under which offset i of a prompt stands.
func headAt(prompt, heads string, i int) int {
	h := strings.LastIndex(prompt[:max(0, i)], heads)
	if h < 0 {
		return 0
	}
	return int(prompt[h+len(heads)] - '0')
}

// text reads a file of the module. The test of a challenge's solutions runs in their folder.
func text(t *testing.T, path ...string) string {
	b, err := os.ReadFile(filepath.Join(append([]string{"..", ".."}, path...)...))
	assert.NoError(t, err)
	return string(b)
}
