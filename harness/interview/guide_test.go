package interview_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness/interview"
	"example.com/idempotency/harness/markdown"
)

// packs reads the texts of every challenge that is there.
func packs(t *testing.T) []interview.Pack {
	t.Helper()
	dirs, err := filepath.Glob("../../challenges/*/INTERVIEW.md")
	require.NoError(t, err)
	require.NotEmpty(t, dirs)
	var out []interview.Pack
	for _, f := range dirs {
		ch, err := challenges.Find(filepath.Base(filepath.Dir(f)))
		require.NoError(t, err)
		p := interview.Pack{Name: ch.Name, Minutes: ch.Minutes}
		p.Guide, err = interview.ParseGuide(read(t, f))
		require.NoError(t, err, f)
		p.Prompt, err = interview.ParsePrompt(read(t, filepath.Join(filepath.Dir(f), "README.md")))
		require.NoError(t, err, p.Name)
		out = append(out, p)
	}
	return out
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(b)
}

// Every challenge gives every section, and a promise for each wrong design.
func TestEveryChallenge(t *testing.T) {
	for _, p := range packs(t) {
		t.Run(p.Name, func(t *testing.T) {
			assert.NotEmpty(t, p.Guide.Intro)
			assert.GreaterOrEqual(t, len(p.Guide.Plan.Rows), 5, "steps of the plan")
			at := 0
			for _, s := range p.Guide.Steps() {
				assert.Equal(t, at, s.From, "a step of the plan begins where the one before ends")
				at = s.To
			}
			assert.Equal(t, p.Minutes, at, "the plan ends with the interview")
			assert.NotEmpty(t, p.Guide.Plan.After, "what to do with the slow and the quick")
			assert.NotEmpty(t, p.Guide.Watch)
			assert.GreaterOrEqual(t, len(p.Guide.Questions), 3)
			assert.GreaterOrEqual(t, len(p.Guide.Curveballs.Rows), 4)
			assert.NotEmpty(t, p.Guide.Rubric.After, "what a sum means")
			names := map[string]bool{}
			for _, x := range p.Prompt.Promises {
				assert.NotEmpty(t, x.Text, x.ID)
				names[x.ID] = true
			}
			for _, row := range p.Guide.Designs.Rows {
				for _, id := range strings.Split(markdown.Plain(row[1]), ", ") {
					assert.True(t, names[id], "%q is caught by %q, which the prompt does not promise", markdown.Plain(row[0]), id)
				}
			}
		})
	}
}

const guide = `# x: for the interviewer

Intro.

## Plan

| minute | the candidate | you |
|---|---|---|
| 0–3 | reads | wait |

## What to watch for

- this

## Common wrong designs

| design | caught by | ask |
|---|---|---|
| none | K1 | Why? |

## Follow-up questions

### Why?

Good: Because.

More of it.

Weak: So.

## Curveballs

| when | the requirement | what it tests | a good first step |
|---|---|---|---|
| level 1 holds | "More." | growth | wait |

## Rubric

| criterion | 1 | 2 | 3 | 4 |
|---|---|---|---|---|
| code | a | b | c | d |

After.
`

func TestParseGuide(t *testing.T) {
	g, err := interview.ParseGuide(guide)
	require.NoError(t, err)
	assert.Equal(t, "Because.", markdown.Plain(g.Questions[0].Good[0].Text))
	assert.Equal(t, "More of it.", markdown.Plain(g.Questions[0].Good[1].Text), "an answer may have several paragraphs")
	assert.Equal(t, "So.", markdown.Plain(g.Questions[0].Weak[0].Text))
	assert.Equal(t, "After.", markdown.Plain(g.Rubric.After[0].Text))

	for _, tt := range []struct{ reason, old, new, want string }{
		{"a section is left out", "## Curveballs", "### Curve balls", `the section "Curveballs" is missing`},
		{"nothing stands in it", "- this\n", "", `the section "What to watch for" is empty`},
		{"a column is missing", "| minute | the candidate | you |", "| minute | the candidate |", `the table of "Plan" has the columns "minute | the candidate", want "minute | the candidate | you"`},
		{"a cell is missing", "| none | K1 | Why? |", "| none | K1 |", `a row of "Common wrong designs" has 2 cells, want 3: none | K1`},
		{"a table without rows", "| code | a | b | c | d |\n", "", `the table of "Rubric" has no rows`},
		{"a section has no table", "|---|---|---|---|\n", "", `the table of "Curveballs" has the columns "", want "when | the requirement | what it tests | a good first step"`},
		{"a weak answer is missing", "Weak: So.", "", `the question "Why?" needs a paragraph with Good: and one with Weak:`},
		{"text before the answers", "Good: Because.", "Hm.", `the question "Why?" has text before Good:`},
		{"text before the questions", "### Why?", "Why?", `the section "Follow-up questions" has text before its first question`},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			require.Contains(t, guide, tt.old)
			_, err := interview.ParseGuide(strings.Replace(guide, tt.old, tt.new, 1))
			assert.EqualError(t, err, tt.want)
		})
	}
}

func TestParsePrompt(t *testing.T) {
	const prompt = "# x: a thing\n\nDo it.\n\n## Promises\n\n### Level 1: correct\n\n- **K1 first-one** – It holds.\n- **Not a promise** – at all.\n\n## Run it\n\nSee HINTS.md.\n"
	p, err := interview.ParsePrompt(prompt)
	require.NoError(t, err)
	require.Len(t, p.Promises, 1)
	assert.Equal(t, interview.Promise{ID: "K1", Name: "first-one", Level: 1, Text: []markdown.Span{{Kind: markdown.Words, Text: "It holds."}}}, p.Promises[0])
	for _, b := range p.Blocks {
		assert.NotContains(t, markdown.Plain(b.Text), "HINTS.md", "commands are not part of the prompt")
	}

	p, err = interview.ParsePrompt(strings.NewReplacer("### Level 1", "### Part 2", "one** –", "one** (level 3) –").Replace(prompt))
	require.NoError(t, err)
	assert.Equal(t, 3, p.Promises[0].Level)
	assert.Equal(t, 2, p.Promises[0].Part)

	for _, tt := range []struct{ reason, old, new, want string }{
		{"no title", "# x: a thing", "x", "it does not begin with a title"},
		{"no promises", "- **K1 first-one**", "- K1", `the section "Promises" has no items such as **K1 happy-path** – …`},
		{"no level", "### Level 1: correct", "### First", "promise K1 stands under no level"},
	} {
		_, err := interview.ParsePrompt(strings.Replace(prompt, tt.old, tt.new, 1))
		assert.EqualError(t, err, tt.want, tt.reason)
	}
}
