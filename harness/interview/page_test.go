package interview_test

import (
	"bytes"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/harness/internal/browser"
	"example.com/idempotency/harness/internal/slow"
	"example.com/idempotency/harness/interview"
	"example.com/idempotency/harness/markdown"
)

var (
	tags   = regexp.MustCompile(`<[^>]*>`)
	blanks = regexp.MustCompile(`\s+`)
)

// seen is the text of a page as people see it, in one line.
func seen(t *testing.T, write func(*bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, write(&b))
	_, body, _ := strings.Cut(b.String(), "</head>")
	return blanks.ReplaceAllString(html.UnescapeString(tags.ReplaceAllString(body, "")), " ")
}

func candidate(p interview.Pack) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error { return p.Candidate(b) }
}

func interviewer(p interview.Pack) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error { return p.Interviewer(b) }
}

// The candidate's page has all of the prompt, and nothing of the guide, hints or solutions.
func TestCandidateSeesThePromptOnly(t *testing.T) {
	for _, p := range packs(t) {
		t.Run(p.Name, func(t *testing.T) {
			got := seen(t, candidate(p))
			for _, x := range p.Prompt.Promises {
				assert.Contains(t, got, x.ID+" "+x.Name)
			}
			prompt := blanks.ReplaceAllString(plain(p.Prompt.Blocks), " ")
			for _, s := range sentences(p.Guide) {
				assert.True(t, !strings.Contains(got, s) || strings.Contains(prompt, s), "the candidate reads %q", s)
			}
			for _, s := range []string{"HINTS.md", "INTERVIEW.md", "solutions/", p.Name + "test/", "Good:", "Weak:", "Rubric"} {
				assert.NotContains(t, got, s)
			}
		})
	}
}

// The interviewer's page has every sentence of the guide, and each promise that it names.
func TestInterviewerSeesAll(t *testing.T) {
	for _, p := range packs(t) {
		t.Run(p.Name, func(t *testing.T) {
			var b bytes.Buffer
			require.NoError(t, p.Interviewer(&b))
			names := regexp.MustCompile(`<span class="name">[^<]*</span>`)
			got := blanks.ReplaceAllString(html.UnescapeString(tags.ReplaceAllString(names.ReplaceAllString(b.String(), ""), "")), " ")
			for _, s := range sentences(p.Guide) {
				assert.Contains(t, got, s)
			}
			for _, x := range p.Prompt.Promises {
				assert.Contains(t, b.String(), `<li id="`+x.ID+`">`)
			}
			for _, row := range p.Guide.Designs.Rows {
				for _, id := range strings.Split(markdown.Plain(row[1]), ", ") {
					assert.Contains(t, b.String(), `href="#`+id+`"`)
				}
			}
		})
	}
}

// The parts of a prompt behind the first are folded away; what comes behind the parts is not.
func TestPartsAreFolded(t *testing.T) {
	const text = "# x\n\n## Promises\n\n### Part 1: a\n\n- **C1 one** (level 1) – It.\n\n### Part 2: b\n\n- **C2 two** (level 1) – It.\n\n## Free to choose\n\nAll.\n"
	p, err := interview.ParsePrompt(text)
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, interview.Pack{Prompt: p}.Candidate(&b))
	folded := regexp.MustCompile(`(?s)<details.*?</details>`).FindAllString(b.String(), -1)
	require.Len(t, folded, 1)
	assert.Contains(t, folded[0], "C2 two")
	assert.NotContains(t, folded[0], "C1 one")
	assert.NotContains(t, folded[0], "All.")
}

// hostile is a pack whose texts try to leave their page.
func hostile(t *testing.T) interview.Pack {
	t.Helper()
	const bad = `<script>document.title='owned'</script><img src=x onerror=alert(1)> "><b> [x](javascript:alert(1))`
	g, err := interview.ParseGuide(strings.NewReplacer("Intro.", bad, "reads", bad, "Because.", bad, "Why?", bad, "| a |", "| "+bad+" |").Replace(guide))
	require.NoError(t, err)
	p, err := interview.ParsePrompt("# " + bad + "\n\n" + bad + "\n\n    " + bad + "\n\n## Promises\n\n### Level 1\n\n- **K1 one** – " + bad + "\n")
	require.NoError(t, err)
	return interview.Pack{Name: bad, Minutes: 30, Prompt: p, Guide: g}
}

func pack(t *testing.T, name string) interview.Pack {
	t.Helper()
	for _, p := range packs(t) {
		if p.Name == name {
			return p
		}
	}
	t.Fatalf("there is no challenge %s", name)
	return interview.Pack{}
}

func TestInBrowser(t *testing.T) {
	slow.Test(t)
	b := browser.Start(t)
	dir := t.TempDir()
	for name, p := range map[string]interview.Pack{"checkout": pack(t, "checkout"), "keys": pack(t, "keys"), "hostile": hostile(t)} {
		for kind, write := range map[string]func(*bytes.Buffer) error{"candidate": candidate(p), "interviewer": interviewer(p)} {
			var out bytes.Buffer
			require.NoError(t, write(&out))
			path := filepath.Join(dir, name+"-"+kind+".html")
			require.NoError(t, os.WriteFile(path, out.Bytes(), 0o644))
			for _, look := range []struct {
				width  int
				scheme string
			}{{360, "light"}, {1280, "dark"}} {
				t.Run(fmt.Sprintf("%s-%s-%d", name, kind, look.width), func(t *testing.T) {
					tab := b.Open(t, "file://"+path, look.width, look.scheme)
					tab.Shot(t)
					tab.Inert(t, "file://"+path)
				})
			}
			t.Run(fmt.Sprintf("%s-%s-paper", name, kind), func(t *testing.T) {
				tab := b.Open(t, "file://"+path, 718, "light")
				tab.OnPaper(t)
				tab.Shot(t)
				tab.Inert(t, "file://"+path)
			})
		}
	}
}

// sentences are the texts of a guide, a piece for each cell, item and paragraph.
func sentences(g interview.Guide) (out []string) {
	add := func(cells ...[]markdown.Span) {
		for _, c := range cells {
			if s := blanks.ReplaceAllString(markdown.Plain(c), " "); len(s) > 25 {
				out = append(out, s)
			}
		}
	}
	blocks := func(bs []markdown.Block) {
		for _, b := range bs {
			add(b.Text)
			add(b.Items...)
		}
	}
	blocks(g.Watch)
	for _, table := range []interview.Table{g.Plan, g.Designs, g.Curveballs, g.Rubric} {
		blocks(table.Before)
		blocks(table.After)
		for _, r := range table.Rows {
			add(r...)
		}
	}
	for _, q := range g.Questions {
		add(q.Text)
		blocks(q.Good)
		blocks(q.Weak)
	}
	return out
}

func plain(blocks []markdown.Block) string {
	var b strings.Builder
	for _, x := range blocks {
		b.WriteString(markdown.Plain(x.Text) + " " + x.Code + " ")
		for _, c := range x.Items {
			b.WriteString(markdown.Plain(c) + " ")
		}
		for _, r := range x.Rows {
			for _, c := range r {
				b.WriteString(markdown.Plain(c) + " ")
			}
		}
	}
	return b.String()
}
