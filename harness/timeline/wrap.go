package timeline

import (
	"strings"
	"unicode/utf8"
)

// A block is a paragraph that breaks between words, or within one that is longer than a line.
type block struct {
	lines []string
	width int
	hang  int // where later lines begin
	col   int // where the last line ends, paint not counted
}

// newBlock begins a paragraph at column first whose later lines begin at column hang.
func newBlock(st Style, first, hang int) *block {
	return &block{lines: []string{strings.Repeat(" ", first)}, width: st.width(), hang: min(hang, st.width()/2), col: first}
}

// put appends text as it is.
func (b *block) put(text string, f func(string) string) {
	b.lines[len(b.lines)-1] += paint(f, text)
	b.col += utf8.RuneCountInString(text)
}

// add appends text, painted by f, and breaks it where it does not fit.
func (b *block) add(text string, f func(string) string) {
	run := ""
	for i, word := range strings.Split(text, " ") {
		if i > 0 {
			word = " " + word
		}
		if n := utf8.RuneCountInString(word); b.col+utf8.RuneCountInString(run)+n > b.width {
			b.put(run, f)
			run = ""
			word = b.breakBefore(word, f)
		}
		run += word
	}
	b.put(run, f)
}

// unit appends text behind a gap, on a new line if it does not fit as a whole.
func (b *block) unit(gap int, text string, f func(string) string) {
	switch n := utf8.RuneCountInString(text); {
	case b.col+gap+n <= b.width:
		b.put(strings.Repeat(" ", gap), nil)
	case b.col > b.hang:
		b.next()
	}
	b.add(text, f)
}

// breakBefore starts a new line for a word, fills lines with it while it is too long for one, and
// returns the rest.
func (b *block) breakBefore(word string, f func(string) string) string {
	rs := []rune(strings.TrimPrefix(word, " "))
	if b.col > b.hang && len(rs) > 0 {
		b.next()
	}
	for len(rs) > b.width-b.col {
		n := b.width - b.col
		b.put(string(rs[:n]), f)
		b.next()
		rs = rs[n:]
	}
	return string(rs)
}

func (b *block) next() {
	b.lines[len(b.lines)-1] = strings.TrimRight(b.lines[len(b.lines)-1], " ")
	b.lines = append(b.lines, strings.Repeat(" ", b.hang))
	b.col = b.hang
}

// prose is a paragraph of a failure.
func prose(st Style, f func(string) string, text string) []string {
	return hanging(st, f, "", text)
}

// hanging is a paragraph whose later lines begin below its text, behind the label.
func hanging(st Style, f func(string) string, label, text string) []string {
	b := newBlock(st, indent, indent+utf8.RuneCountInString(label))
	b.put(label, f)
	b.add(text, f)
	return b.lines
}

// Wrap breaks a text into lines that fit into the width of the style. The first begins at column
// first, the others at column hang.
func Wrap(st Style, first, hang int, text string, paint func(string) string) string {
	b := newBlock(st, first, hang)
	b.add(text, paint)
	return strings.Join(b.lines, "\n")
}
