package markdown_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"example.com/idempotency/harness/markdown"
)

// A failing draw is told, with its seed, and not written beside the code.
func init() { _ = flag.Set("rapid.nofailfile", "true") }

func words(s string) []markdown.Span { return []markdown.Span{{Kind: markdown.Words, Text: s}} }

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		reason, text string
		want         []markdown.Block
	}{
		{"nothing is nothing", "\n \n", nil},
		{"a paragraph goes on to the next blank line", "one\ntwo\n\nthree", []markdown.Block{
			{Kind: markdown.Paragraph, Text: words("one two")},
			{Kind: markdown.Paragraph, Text: words("three")},
		}},
		{"headings have levels", "# One\n### Three  \ntext", []markdown.Block{
			{Kind: markdown.Heading, Level: 1, Text: words("One")},
			{Kind: markdown.Heading, Level: 3, Text: words("Three")},
			{Kind: markdown.Paragraph, Text: words("text")},
		}},
		{"a number sign without a space is text", "#1 is first", []markdown.Block{{Kind: markdown.Paragraph, Text: words("#1 is first")}}},
		{"items go on in lines that are indented, and may stand apart", "- one\n  more\n- two\n\n- three\n\ntext", []markdown.Block{
			{Kind: markdown.List, Items: [][]markdown.Span{words("one more"), words("two"), words("three")}},
			{Kind: markdown.Paragraph, Text: words("text")},
		}},
		{"a list ends a paragraph", "text:\n1. one\n2. two", []markdown.Block{
			{Kind: markdown.Paragraph, Text: words("text:")},
			{Kind: markdown.List, Items: [][]markdown.Span{words("one"), words("two")}},
		}},
		{"indented code keeps its blank lines and its own indentation", "    a {\n\n        b\n    }\n\ntext", []markdown.Block{
			{Kind: markdown.Code, Code: "a {\n\n    b\n}"},
			{Kind: markdown.Paragraph, Text: words("text")},
		}},
		{"fenced code is as it stands", "```http\nPOST /x\n\n# no heading\n```\ntext", []markdown.Block{
			{Kind: markdown.Code, Code: "POST /x\n\n# no heading"},
			{Kind: markdown.Paragraph, Text: words("text")},
		}},
		{"code that is never closed goes on to the end", "```\nx", []markdown.Block{{Kind: markdown.Code, Code: "x"}}},
		{"a table has a head and rows", "| a | b |\n|---|:-:|\n| 1 | `x|y` |\n", []markdown.Block{{
			Kind: markdown.Table, Head: [][]markdown.Span{words("a"), words("b")},
			Rows: [][][]markdown.Span{{words("1"), {{Kind: markdown.Verbatim, Text: "x|y"}}}},
		}}},
		{"bars without a rule are text", "| a |", []markdown.Block{{Kind: markdown.Paragraph, Text: words("| a |")}}},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			assert.Empty(t, cmp.Diff(tt.want, markdown.Parse(tt.text)), "(-want +got)")
		})
	}
}

func TestSpans(t *testing.T) {
	for _, tt := range []struct {
		reason, text string
		want         []markdown.Span
	}{
		{"code is taken as it is", "a `*b*` c", []markdown.Span{{Kind: markdown.Words, Text: "a "}, {Kind: markdown.Verbatim, Text: "*b*"}, {Kind: markdown.Words, Text: " c"}}},
		{"strong before emphasis", "**a *b***", []markdown.Span{{Kind: markdown.Strong, Of: []markdown.Span{{Kind: markdown.Words, Text: "a *b"}}}, {Kind: markdown.Words, Text: "*"}}},
		{"emphasis", "the *gap* is", []markdown.Span{{Kind: markdown.Words, Text: "the "}, {Kind: markdown.Emphasis, Of: words("gap")}, {Kind: markdown.Words, Text: " is"}}},
		{"a link with code", "see [`keys.go`](keys.go)", []markdown.Span{{Kind: markdown.Words, Text: "see "}, {Kind: markdown.Link, To: "keys.go", Of: []markdown.Span{{Kind: markdown.Verbatim, Text: "keys.go"}}}}},
		{"brackets are no link", "h[i] (x)", words("h[i] (x)")},
		{"a star between blanks is a star", "2 * 3 * 4", words("2 * 3 * 4")},
		{"a lone mark stays", "a ` b ** c", words("a ` b ** c")},
		{"tags are text", "<script>x</script>", words("<script>x</script>")},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			assert.Empty(t, cmp.Diff(tt.want, markdown.Spans(tt.text)), "(-want +got)")
		})
	}
}

func TestSection(t *testing.T) {
	blocks := markdown.Parse("# T\n\n## A\n\none\n\n### Sub\n\ntwo\n\n## B\n\nthree")
	a, ok := markdown.Section(blocks, "A")
	require.True(t, ok)
	assert.Empty(t, cmp.Diff(markdown.Parse("one\n\n### Sub\n\ntwo"), a), "(-want +got)")
	b, ok := markdown.Section(blocks, "B")
	require.True(t, ok)
	assert.Len(t, b, 1, "the last section ends with the text")
	_, ok = markdown.Section(blocks, "C")
	assert.False(t, ok)
}

// Nothing of a text is lost, whatever it is: each letter and digit comes back, in order.
func TestNothingIsLost(t *testing.T) {
	marks := regexp.MustCompile(`[^\pL]+`)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{
			"# ", "- ", "| ", " |", "|---|", "```", "    ", "\n", "\n\n", "`", "**", "*", "[", "](", ")", "word", "and ", "é", "<b>",
		})).Draw(t, "text"), "")
		text = regexp.MustCompile(`\]\([^()\s]+\)`).ReplaceAllString(text, "] (") // a link's address is not its text
		text = regexp.MustCompile("(?m)^```.*$").ReplaceAllString(text, "```")    // nor is a fence's language
		if got, want := marks.ReplaceAllString(plain(markdown.Parse(text)), ""), marks.ReplaceAllString(text, ""); got != want {
			t.Fatalf("letters of %q = %q, want %q", text, got, want)
		}
	})
}

func plain(blocks []markdown.Block) string {
	var b strings.Builder
	for _, x := range blocks {
		b.WriteString(markdown.Plain(x.Text))
		b.WriteString(x.Code)
		for _, c := range append(x.Items, x.Head...) {
			b.WriteString(markdown.Plain(c))
		}
		for _, r := range x.Rows {
			for _, c := range r {
				b.WriteString(markdown.Plain(c))
			}
		}
	}
	return b.String()
}

// Every text of a challenge is understood: no mark is left in its words.
func TestTexts(t *testing.T) {
	files, err := filepath.Glob("../../challenges/*/*.md")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	left := regexp.MustCompile("`|\\*\\*|\\]\\(|^\\||^#{2,}")
	for _, f := range files {
		if filepath.Base(f) == "HINTS.md" {
			continue // its lists have more levels; package practice reads it
		}
		b, err := os.ReadFile(f)
		require.NoError(t, err)
		for _, x := range markdown.Parse(string(b)) {
			for _, spans := range append(append([][]markdown.Span{x.Text}, x.Items...), x.Head...) {
				assertWords(t, f, left, spans)
			}
			for _, r := range x.Rows {
				assert.Len(t, r, len(x.Head), "%s: cells of the row that begins with %q", f, markdown.Plain(r[0]))
				for _, c := range r {
					assertWords(t, f, left, c)
				}
			}
		}
	}
}

func assertWords(t *testing.T, file string, left *regexp.Regexp, spans []markdown.Span) {
	for _, s := range spans {
		if s.Kind == markdown.Words {
			assert.NotRegexp(t, left, s.Text, file)
		}
		assertWords(t, file, left, s.Of)
	}
}
