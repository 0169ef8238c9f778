package markdown

import (
	"regexp"
	"strings"
)

// A Span is a piece of a line.
type Span struct {
	Kind SpanKind
	Text string // of Words and Verbatim
	Of   []Span // what is emphasised, or the text of a link
	To   string // of a link
}

// A SpanKind says what a Span is.
type SpanKind string

// The kinds of spans.
const (
	Words    SpanKind = "words"
	Verbatim SpanKind = "code"
	Strong   SpanKind = "strong"
	Emphasis SpanKind = "emphasis"
	Link     SpanKind = "link"
)

var (
	verbatim = regexp.MustCompile("^`([^`]+)`")
	strong   = regexp.MustCompile(`^\*\*([^\s*].*?)\*\*`)
	emphasis = regexp.MustCompile(`^\*([^\s*][^*]*?)\*`)
	link     = regexp.MustCompile(`^\[((?:[^\[\]` + "`" + `]|` + "`[^`]*`" + `)+)\]\(([^()\s]+)\)`)
)

// Spans returns the spans of a line, or of a paragraph whose lines were joined.
func Spans(s string) []Span {
	var out []Span
	words := 0 // where those begin that are not in out yet
	for i := 0; i < len(s); {
		span, n := spanAt(s[i:])
		if n == 0 {
			i++
			continue
		}
		if words < i {
			out = append(out, Span{Kind: Words, Text: s[words:i]})
		}
		out = append(out, span)
		i += n
		words = i
	}
	if words < len(s) {
		out = append(out, Span{Kind: Words, Text: s[words:]})
	}
	return out
}

// spanAt returns the span that s begins with, and its length; 0: it begins with words.
func spanAt(s string) (Span, int) {
	switch s[0] {
	case '`':
		if m := verbatim.FindStringSubmatch(s); m != nil {
			return Span{Kind: Verbatim, Text: m[1]}, len(m[0])
		}
	case '*':
		if m := strong.FindStringSubmatch(s); m != nil {
			return Span{Kind: Strong, Of: Spans(m[1])}, len(m[0])
		}
		if m := emphasis.FindStringSubmatch(s); m != nil {
			return Span{Kind: Emphasis, Of: Spans(m[1])}, len(m[0])
		}
	case '[':
		if m := link.FindStringSubmatch(s); m != nil {
			return Span{Kind: Link, Of: Spans(m[1]), To: m[2]}, len(m[0])
		}
	}
	return Span{}, 0
}

// Plain is the text of spans without what marks it.
func Plain(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
		b.WriteString(Plain(s.Of))
	}
	return b.String()
}

// cells splits a row of a table; a bar inside of code is part of it.
func cells(line string) [][]Span {
	line = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "|"), "|")
	var out [][]Span
	start, code := 0, false
	for i := range len(line) {
		switch {
		case line[i] == '`':
			code = !code
		case line[i] == '|' && !code:
			out = append(out, Spans(strings.TrimSpace(line[start:i])))
			start = i + 1
		}
	}
	return append(out, Spans(strings.TrimSpace(line[start:])))
}
