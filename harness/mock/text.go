package mock

import (
	"fmt"
	"io"
	"strings"
	"time"

	"example.com/idempotency/harness/timeline"
)

// OnlyCode is said beside every advice.
const OnlyCode = "about the code alone: what was said is for you to score"

// Print writes a card for a terminal. log is what happened; see Log.
func (c Card) Print(w io.Writer, log []Line, st timeline.Style) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	p("%s  mock interview   %s of %s   seed %d   level %d\n", paint(st.Bold, c.Challenge), Clock(c.Took), Clock(c.Minutes), c.Seed, c.Level)
	p("\n%s   %s\n", paint(c.colour(st), strings.ToUpper(c.Advice)), paint(st.Dim, OnlyCode))
	for _, e := range c.Evidence {
		p("%s\n", timeline.Wrap(st, 2, 4, e, nil))
	}
	for _, m := range c.Marks {
		p("%s\n", timeline.Wrap(st, 2, 4, "! "+m, st.Bad))
	}
	p("\n%s", c.table())
	for _, x := range c.Costs {
		p("%s\n", timeline.Wrap(st, 2, 4, fmt.Sprintf("%s: %s; the reference %s", x.Name, x.Mine(), x.Theirs()), nil))
	}
	p("\n")
	for _, l := range log {
		p("%s\n", l.text(st))
	}
	if firsts := c.firsts(); firsts != "" {
		p("\n  first held at\n%s\n", strings.ReplaceAll(timeline.Wrap(st, 2, 2, firsts, nil), unbroken, " "))
	}
	p("\n  code %s  suite %s", c.Code, c.Suite)
	if c.Extra != "" {
		p("  extra %s", c.Extra)
	}
	p("\n")
}

func (c Card) colour(st timeline.Style) func(string) string {
	switch c.Advice {
	case StrongHire, Hire:
		return st.Good
	}
	return st.Bad
}

// table has a row for each part and a column for each level.
func (c Card) table() string {
	var b strings.Builder
	row := func(first string, cells ...string) {
		line := fmt.Sprintf("  %-8s", first)
		for _, x := range cells {
			line += fmt.Sprintf("%-11s", x)
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	var heads []string
	for level := 1; level <= c.Level; level++ {
		heads = append(heads, fmt.Sprintf("level %d", level))
	}
	row("held", append(heads, "shown", "all held")...)
	for _, p := range c.Parts {
		var cells []string
		for level := 1; level <= c.Level; level++ {
			t := c.Count(p.N, level)
			switch {
			case t.Of == 0:
				cells = append(cells, "–")
			default:
				cells = append(cells, t.String())
			}
		}
		shown, held := "not reached", ""
		if p.Seen {
			if shown, held = Clock(p.At), "never"; p.Held > 0 {
				held = Clock(p.Held)
			}
		}
		row(fmt.Sprintf("part %d", p.N), append(cells, shown, held)...)
	}
	return b.String()
}

// unbroken stands for a blank at which no line breaks.
const unbroken = "\u00a0"

// firsts says when each promise first held.
func (c Card) firsts() string {
	var out []string
	for _, p := range c.Promises {
		if p.First > 0 {
			out = append(out, p.ID+unbroken+Clock(p.First))
		}
	}
	return strings.Join(out, "  ")
}

// text is a line of the log.
func (l Line) text(st timeline.Style) string {
	s := fmt.Sprintf("%s  %s", l.At, timeline.Clean(l.What, 200))
	if l.Held.Of > 0 {
		const width = 20
		n := l.Held.Held * width / l.Held.Of
		s = fmt.Sprintf("%s  %-9s %s%s  %s", l.At, l.What, strings.Repeat("█", n), strings.Repeat("░", width-n), l.Held)
	}
	if l.More != "" {
		s += "  " + l.More
	}
	f := st.Bad
	if !l.Bad {
		f = nil
	}
	return timeline.Wrap(st, 2, 9, s, f)
}

// Mine is what a request costs, Theirs what it costs with the reference.
func (x Cost) Mine() string { return costs(x.Yours, x.Allocs) }

// Theirs is what a request costs with the reference.
func (x Cost) Theirs() string { return costs(x.Reference, x.ReferenceAllocs) }

func costs(d time.Duration, allocs int64) string {
	return fmt.Sprintf("%v, %s", d.Round(10*time.Nanosecond), plural(int(allocs), "allocation", "allocations"))
}

func paint(f func(string) string, s string) string {
	if f == nil {
		return s
	}
	return f(s)
}
