// Package markdown reads the Markdown that the project's texts are written in, as data: headings,
// paragraphs, lists of one level, tables and code, with code, links and emphasis in a line. What it
// does not know stays as it is written: nothing is lost, and nothing is HTML.
package markdown

import (
	"regexp"
	"strings"
)

// A Kind says what a Block is.
type Kind string

// The kinds of blocks.
const (
	Heading   Kind = "heading"
	Paragraph Kind = "paragraph"
	List      Kind = "list"
	Table     Kind = "table"
	Code      Kind = "code"
)

// A Block is a part of a text. Which fields are set depends on its Kind.
type Block struct {
	Kind  Kind
	Level int      // of a heading, from 1
	Text  []Span   // of a heading or a paragraph
	Items [][]Span // of a list
	Head  [][]Span // cells of a table
	Rows  [][][]Span
	Code  string // lines without what indents them all
}

var (
	bullet = regexp.MustCompile(`^(?:[-*]|\d+\.) +`)
	rule   = regexp.MustCompile(`^\|(?:\s*:?-+:?\s*\|)+\s*$`)
	title  = regexp.MustCompile(`^(#{1,6}) +(.*?)\s*$`)
)

// Parse returns the blocks of a text.
func Parse(text string) []Block {
	p := parser{lines: strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")}
	var out []Block
	for p.skipBlank(); len(p.lines) > 0; p.skipBlank() {
		out = append(out, p.block())
	}
	return out
}

// A parser holds the lines that are left.
type parser struct{ lines []string }

func (p *parser) skipBlank() {
	for len(p.lines) > 0 && strings.TrimSpace(p.lines[0]) == "" {
		p.lines = p.lines[1:]
	}
}

// take returns the first line, and the lines behind it for as long as more says so.
func (p *parser) take(more func(line string) bool) []string {
	n := 1
	for n < len(p.lines) && more(p.lines[n]) {
		n++
	}
	out := p.lines[:n]
	p.lines = p.lines[n:]
	return out
}

// block reads the block that the first line begins.
func (p *parser) block() Block {
	line := p.lines[0]
	switch {
	case strings.HasPrefix(line, "```"):
		return p.fenced()
	case strings.HasPrefix(line, "    "):
		return p.indented()
	case title.MatchString(line):
		m := title.FindStringSubmatch(line)
		p.lines = p.lines[1:]
		return Block{Kind: Heading, Level: len(m[1]), Text: Spans(m[2])}
	case strings.HasPrefix(line, "|") && len(p.lines) > 1 && rule.MatchString(p.lines[1]):
		return p.table()
	case bullet.MatchString(line):
		return p.list()
	}
	return Block{Kind: Paragraph, Text: Spans(join(p.take(func(l string) bool { return !begins(l) })))}
}

// begins reports whether a line ends the paragraph before it.
func begins(l string) bool {
	return strings.TrimSpace(l) == "" || strings.HasPrefix(l, "```") || strings.HasPrefix(l, "|") || title.MatchString(l) || bullet.MatchString(l)
}

func (p *parser) fenced() Block {
	lines := p.take(func(l string) bool { return !strings.HasPrefix(l, "```") })[1:]
	if len(p.lines) > 0 {
		p.lines = p.lines[1:] // the closing fence
	}
	return Block{Kind: Code, Code: strings.Join(lines, "\n")}
}

func (p *parser) indented() Block {
	lines := p.take(func(l string) bool { return strings.HasPrefix(l, "    ") || strings.TrimSpace(l) == "" })
	for i, l := range lines {
		lines[i] = strings.TrimPrefix(l, "    ")
	}
	return Block{Kind: Code, Code: strings.TrimRight(strings.Join(lines, "\n"), "\n ")}
}

func (p *parser) table() Block {
	lines := p.take(func(l string) bool { return strings.HasPrefix(l, "|") })
	b := Block{Kind: Table, Head: cells(lines[0])}
	for _, l := range lines[2:] {
		b.Rows = append(b.Rows, cells(l))
	}
	return b
}

// list reads items until a line that is neither one nor indented; a blank line may stand between two.
func (p *parser) list() Block {
	b := Block{Kind: List}
	for len(p.lines) > 0 && bullet.MatchString(p.lines[0]) {
		item := p.take(func(l string) bool { return !begins(l) })
		b.Items = append(b.Items, Spans(bullet.ReplaceAllString(join(item), "")))
		if rest := (parser{p.lines}); len(rest.lines) > 0 {
			if rest.skipBlank(); len(rest.lines) > 0 && bullet.MatchString(rest.lines[0]) {
				*p = rest
			}
		}
	}
	return b
}

func join(lines []string) string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = strings.TrimSpace(l)
	}
	return strings.Join(out, " ")
}

// Section returns the blocks under the heading of that title, without it, up to the next heading of
// its level or above.
func Section(blocks []Block, title string) (section []Block, found bool) {
	level := 0
	for _, b := range blocks {
		switch {
		case level == 0 && b.Kind == Heading && Plain(b.Text) == title:
			level = b.Level
		case level > 0 && b.Kind == Heading && b.Level <= level:
			return section, true
		case level > 0:
			section = append(section, b)
		}
	}
	return section, level > 0
}
