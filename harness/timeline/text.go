package timeline

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// A Failure is a scenario that is not held, as it is printed.
type Failure struct {
	ID, Story  string
	Level      int
	Case       string
	Verdict    judge.Verdict
	Why        string
	Violations []judge.Violation
	History    *history.History
	More       []string // commands that show more
}

// A Style paints pieces of text; the zero Style leaves them plain.
type Style struct {
	Bad, Good, Dim, Bold func(string) string

	Width int // of the screen, in columns. Optional. Default: 100.
}

func paint(f func(string) string, s string) string {
	if f == nil || s == "" {
		return s
	}
	return f(s)
}

func (st Style) width() int {
	if st.Width == 0 {
		return 100
	}
	return max(st.Width, 40)
}

// The size of a screen: a failure should fit into so many lines, with as many rows of its history,
// and is cut to the most that people scroll.
const (
	maxRows, fewRows, leastRows = 16, 8, 3
	goodLines, mostLines        = 24, 40
	maxViolations               = 3
)

// Print writes f on at most one screen: the promise, got and want, the history that proves it, the
// probable cause, and how to see more.
func (f Failure) Print(w io.Writer, st Style) {
	var rows []Row
	if f.History != nil {
		rows = Rows(f.History, f.Violations)
	}
	lines := f.screen(st, rows, maxRows, maxViolations)
	for n := maxRows - 1; n >= leastRows && (len(lines) > goodLines && n >= fewRows || len(lines) > mostLines); n-- {
		lines = f.screen(st, rows, n, maxViolations)
	}
	for n := leastRows; n > 0 && len(lines) > mostLines; n-- {
		lines = f.screen(st, rows, n, 1)
	}
	for _, l := range lines {
		fmt.Fprintln(w, l)
	}
}

// screen is f with so many rows and violations at most.
func (f Failure) screen(st Style, rows []Row, most, violations int) []string {
	return slices.Concat(f.promise(st), f.broken(st, violations), printed(Fold(rows, most), st), f.cause(st), f.more(st))
}

// fit makes text fit into so many lines.
func (st Style) fit(text string, lines int) string {
	return Clean(text, lines*(st.width()-2*indent)-len("… (1000000 bytes)"))
}

// indent is where the text of a failure begins, below its story.
const indent = 7

func (f Failure) promise(st Style) []string {
	mark := "✗"
	if f.Verdict == judge.Inconclusive {
		mark = "?"
	}
	b := newBlock(st, 0, indent)
	b.add(mark, st.Bad)
	b.add(fmt.Sprintf(" %-4s ", f.ID), st.Bold)
	b.add(st.fit(f.Story, 4), st.Bold)
	b.unit(3, fmt.Sprintf("level %d", f.Level), st.Dim)
	out := b.lines
	if f.Case != "" {
		out = append(out, prose(st, nil, "case: "+st.fit(f.Case, 2))...)
	}
	if f.Why != "" {
		out = append(out, prose(st, nil, "inconclusive: "+st.fit(f.Why, 4))...)
	}
	return out
}

// broken is what was got and wanted instead.
func (f Failure) broken(st Style, most int) []string {
	var out []string
	for i, v := range f.Violations {
		if i == most {
			return append(out, prose(st, st.Dim, fmt.Sprintf("and %d more", len(f.Violations)-i))...)
		}
		v.Subject, v.Got, v.Want = st.fit(v.Subject, 2), st.fit(v.Got, 2), st.fit(v.Want, 2)
		if s := v.String(); indent+utf8.RuneCountInString(s) <= st.width() {
			out = append(out, prose(st, st.Bold, s)...)
			continue
		}
		out = append(out, prose(st, st.Bold, v.Subject)...)
		out = append(out, hanging(st, st.Bold, "  got  ", v.Got)...)
		out = append(out, hanging(st, st.Bold, "  want ", v.Want)...)
	}
	return out
}

// cause is the probable cause of the first violation. Another one about the same requests may know.
func (f Failure) cause(st Style) []string {
	var out []string
	if why := likely(f.Violations); why != "" {
		out = hanging(st, nil, "Likely: ", st.fit(why, 4))
	}
	if h := f.History; h != nil && len(h.Steps) > 0 && h.Of > 1 {
		if gap := judge.Gap(h); gap != "" {
			out = append(out, prose(st, nil, st.fit(gap, 3))...)
		}
		out = append(out, prose(st, nil, found(h))...)
	}
	return out
}

func likely(vs []judge.Violation) string {
	for _, v := range vs {
		if v.Likely != "" && related(v, vs[0]) {
			return v.Likely
		}
	}
	return ""
}

// found says in which schedule h was.
func found(h *history.History) string {
	return fmt.Sprintf("Found with %s, in schedule %d.", count(h.Switches, "switch", "switches"), h.Schedule)
}

func related(v, first judge.Violation) bool {
	return v.Subject == first.Subject || slices.ContainsFunc(v.Attempts, func(n int) bool { return slices.Contains(first.Attempts, n) })
}

// more lists the commands, on one line if they fit.
func (f Failure) more(st Style) []string {
	if s := strings.Join(f.More, "     "); s != "" && indent+utf8.RuneCountInString(s) <= st.width() {
		return prose(st, st.Dim, s)
	}
	var out []string
	for _, m := range f.More {
		out = append(out, prose(st, st.Dim, m)...)
	}
	return out
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// printed prints rows, with time and who in columns.
func printed(rows []Row, st Style) []string {
	at, who := 4, 4
	for _, r := range rows {
		at, who = max(at, len(clock(r.At))), max(who, len(r.Who))
	}
	var out []string
	for _, r := range rows {
		b := newBlock(st, indent+2, indent+2+at+who+3)
		b.put(fmt.Sprintf("%-*s %-*s  ", at, clock(r.At), who, r.Who), nil)
		b.add(st.fit(r.Text, 3), nil)
		if r.Lines != "" {
			gap := 2
			if r.Text == "" {
				gap = 0
			}
			b.unit(gap, r.Lines, st.Dim)
		}
		if r.Culprit {
			b.unit(3, "← here", st.Bad)
		}
		out = append(out, b.lines...)
	}
	return out
}

// clock prints virtual time shortly.
func clock(d time.Duration) string {
	s := d.String()
	for _, cut := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(s, cut) {
			s = s[:len(s)-2]
		}
	}
	return s
}
