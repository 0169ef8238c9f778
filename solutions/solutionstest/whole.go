package solutionstest

import (
	"os"
	"path/filepath"
	"regexp"
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

	at := 0
	for level := 1; level <= 3; level++ {
		head := strings.Index(prompt, "### Level "+string(rune('0'+level)))
		assert.Positive(t, head, "README.md has no heading for level %d", level)
	}
	known := map[string]bool{}
	for _, x := range s.Scenarios {
		known[x.ID] = true
		i := strings.Index(prompt, "**"+x.ID+" "+x.Name+"**")
		assert.Greater(t, i, at, "README.md promises **%s %s**, in the order of the suite", x.ID, x.Name)
		at = max(at, i)
		assert.Equal(t, x.Level, levelAt(prompt, i), "level of %s in README.md", x.ID)
		assert.Contains(t, hints, "\n## "+x.ID+" "+x.Name+"\n\n1. ", "HINTS.md")
	}
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

// levelAt is the level under whose heading offset i of a prompt stands.
func levelAt(prompt string, i int) int {
	h := strings.LastIndex(prompt[:max(0, i)], "### Level ")
	if h < 0 {
		return 0
	}
	return int(prompt[h+len("### Level ")] - '0')
}

// text reads a file of the module. The test of a challenge's solutions runs in their folder.
func text(t *testing.T, path ...string) string {
	b, err := os.ReadFile(filepath.Join(append([]string{"..", ".."}, path...)...))
	assert.NoError(t, err)
	return string(b)
}
