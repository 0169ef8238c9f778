package timeline

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Span shortens a run of lines: "keys.go:20–31, 40", in the order in which they ran. Lines that
// lie close together ascending are one span; a bare number is of the file before it.
func Span(lines []string) string {
	const near, most = 12, 4
	var spans []span
	for _, l := range lines {
		i := strings.LastIndexByte(l, ':')
		n, err := strconv.Atoi(l[i+1:])
		if i < 0 || err != nil {
			continue
		}
		if k := len(spans) - 1; k >= 0 && spans[k].file == l[:i] && n >= spans[k].last && n-spans[k].last <= near {
			spans[k].last = n
			continue
		}
		spans = append(spans, span{l[:i], n, n})
	}
	var out []string
	file := ""
	for i, s := range spans {
		switch {
		case len(spans) <= most || i < 2 || i == len(spans)-1:
			out = append(out, s.after(file))
			file = s.file
		case i == 2:
			out = append(out, "…")
		}
	}
	return strings.Join(out, ", ")
}

type span struct {
	file        string
	first, last int
}

// after is the text of s behind a span of the file.
func (s span) after(file string) string {
	out := strconv.Itoa(s.first)
	if s.last > s.first {
		out += "–" + strconv.Itoa(s.last)
	}
	if s.file != file {
		out = s.file + ":" + out
	}
	return out
}

// Clean makes a handler's or a client's bytes safe to print: control characters and broken UTF-8
// are shown escaped, and what is longer than most runes is cut, with its length.
func Clean(s string, most int) string {
	var b strings.Builder
	n := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if n >= most {
			fmt.Fprintf(&b, "… (%d bytes)", len(s))
			break
		}
		switch {
		case r == utf8.RuneError && size <= 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case r == '\n':
			b.WriteString(`\n`)
		case !unicode.IsPrint(r):
			q := fmt.Sprintf("%q", r)
			b.WriteString(q[1 : len(q)-1])
		default:
			b.WriteRune(r)
		}
		i += size
		n++
	}
	return b.String()
}
