package mock_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/harness/interview"
	"example.com/idempotency/harness/markdown"
	"example.com/idempotency/harness/mock"
)

const inParts = "# shop\n\n## Promises\n\nAlways.\n\n### Part 1: orders\n\n- **C1 happy-path** (level 1) – One.\n- **C14 duplicates** (level 2) – Two.\n\n" +
	"### Part 2: more\n\n- **C2 retry** (level 1) – Three: see C1.\n\n## Free\n\nMuch.\n"

func TestPromptInParts(t *testing.T) {
	p := mock.CutPrompt(inParts)
	assert.NotContains(t, p.Shown(1), "Three")
	assert.Contains(t, p.Shown(1), "Much.")
	assert.Equal(t, inParts, p.Shown(2))
	assert.Equal(t, "# keys\n", mock.CutPrompt("# keys\n").Shown(1), "asked at once")
	assert.Equal(t, "a\n\n## Free\n", mock.CutPrompt("a\n\n## Run it\n\nmake test\n\n## Free\n").Shown(1), "there is a clock")
}

func TestPlan(t *testing.T) {
	p := mock.CutPrompt(inParts)
	steps := []interview.Step{
		{From: 0, To: 10, Candidate: markdown.Spans("reads")},
		{From: 10, To: 40, Candidate: markdown.Spans("part 1: C1")},
		{From: 40, To: 50, Candidate: markdown.Spans("part 2: C2")},
		{From: 50, To: 60, Candidate: markdown.Spans("asks")},
	}
	assert.Equal(t, []mock.Part{{N: 1}, {N: 2, Due: 40 * time.Minute}}, p.Plan(steps, time.Hour))
	assert.Equal(t, []mock.Part{{N: 1}, {N: 2, Due: 20 * time.Minute}}, p.Plan(steps, 30*time.Minute), "half the time")
	assert.Equal(t, []mock.Part{{N: 1}, {N: 2, Due: time.Hour}}, p.Plan(nil, time.Hour), "a plan that does not say")
}

// Every challenge's texts can be read.
func TestPromptsOfTheChallenges(t *testing.T) {
	files, err := filepath.Glob("../../challenges/*/README.md")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, f := range files {
		b, err := os.ReadFile(f)
		require.NoError(t, err)
		p := mock.CutPrompt(string(b))
		all := p.Shown(len(p.Parts))
		assert.True(t, strings.HasPrefix(string(b), all[:len(all)/2]), f)
		assert.Contains(t, all, "## Free to choose", f)
		assert.NotContains(t, all, "make test", f)
		text, err := os.ReadFile(filepath.Join(filepath.Dir(f), "INTERVIEW.md"))
		require.NoError(t, err)
		guide, err := interview.ParseGuide(string(text))
		require.NoError(t, err)
		for _, part := range p.Plan(guide.Steps(), time.Hour)[1:] {
			assert.Greater(t, part.Due, time.Duration(0), f)
			assert.Less(t, part.Due, time.Hour, "%s: the plan names part %d", f, part.N)
		}
	}
}
