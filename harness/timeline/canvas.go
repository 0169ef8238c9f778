package timeline

import (
	"strings"
	"unicode/utf8"
)

// A canvas is one line of text that is written at columns.
type canvas struct {
	cells []rune
	inks  []ink
}

// An ink names a paint of a Style.
type ink int

const (
	plain ink = iota
	dim
	good
	bad
)

func (c *canvas) put(col int, text string, f ink) {
	for _, r := range text {
		for len(c.cells) <= col {
			c.cells, c.inks = append(c.cells, ' '), append(c.inks, plain)
		}
		c.cells[col] = r
		c.inks[col] = f
		col++
	}
}

// line is c as text, painted in runs.
func (st Style) line(c canvas) string {
	paints := map[ink]func(string) string{dim: st.Dim, good: st.Good, bad: st.Bad}
	var b strings.Builder
	from := 0
	for i := 1; i <= len(c.cells); i++ {
		if i == len(c.cells) || c.inks[i] != c.inks[from] {
			b.WriteString(paint(paints[c.inks[from]], string(c.cells[from:i])))
			from = i
		}
	}
	return strings.TrimRight(b.String(), " ")
}

// clip cuts text to so many columns.
func clip(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	if most < 1 {
		return ""
	}
	return string([]rune(text)[:most-1]) + "…"
}

// across is a line that all lanes share.
func (p *lanes) across(text string) string {
	return strings.Repeat(" ", indent) + paint(p.st.Dim, clip(text, p.st.width()-indent))
}

// left says what is not drawn.
func (p *lanes) left() []string {
	l := p.Left
	for _, g := range p.Groups {
		for _, b := range g.Boxes {
			if b.Column >= p.cols {
				l.Requests++
			}
		}
		for _, e := range g.Pills {
			if e.By != 0 && p.box(e.By) == nil {
				l.Effects++
			}
		}
	}
	if s := l.String(); s != "" {
		return []string{p.across("… not drawn: " + s)}
	}
	return nil
}

// String says what was left out; nothing: the empty string.
func (l Left) String() string {
	var out []string
	for _, x := range []struct {
		n         int
		one, many string
	}{{l.Requests, "request", "requests"}, {l.Effects, "effect", "effects"}, {l.Notes, "moment of the scenario", "moments of the scenario"}} {
		if x.n > 0 {
			out = append(out, count(x.n, x.one, x.many))
		}
	}
	return strings.Join(out, ", ")
}

// wrapped breaks text into lines of at most so many columns: between words, where they are not longer.
func wrapped(text string, width int) []string {
	var out []string
	line := ""
	for _, w := range strings.Fields(text) {
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(w) > width {
			out = append(out, line)
			line = ""
		}
		line = strings.TrimPrefix(line+" "+w, " ")
		for rs := []rune(line); len(rs) > width && width > 0; rs = []rune(line) {
			out = append(out, string(rs[:width]))
			line = string(rs[width:])
		}
	}
	return append(out, line)
}
