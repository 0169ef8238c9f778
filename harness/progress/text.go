package progress

import (
	"fmt"
	"io"
	"strings"
	"time"

	"example.com/idempotency/harness/mock"
	"example.com/idempotency/harness/timeline"
)

// Print writes the summary for a terminal.
func (s Summary) Print(w io.Writer, st timeline.Style) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	const row = "  %-16s  %-11s  %5s  %8s  %8s  %8s  %5v  %s\n"
	p("%s", apply(st.Dim, fmt.Sprintf(row, "began", "challenge", "took", "level 1", "level 2", "level 3", "hints", "advice")))
	for _, m := range s.Mocks {
		p(row, day(m.Began), timeline.Clean(m.Challenge, 11), mock.Clock(m.Took), asked(m.Levels[0]), asked(m.Levels[1]), asked(m.Levels[2]), m.Hints, timeline.Clean(m.Advice, 40))
	}
	for _, g := range [][]Trend{s.Levels, s.Kinds} {
		p("\n%s", apply(st.Dim, fmt.Sprintf("  %-12s %-20s  %-10s  %s\n", "", "of late", "", "before")))
		for _, t := range g {
			if len(t.Points) > 0 {
				p("%s\n", strings.TrimRight(fmt.Sprintf("  %-12s %s  %-10s  %s", t.Name, bar(t.Lately), asked(t.Lately), asked(t.Before)), " –"))
			}
		}
	}
	p("\n")
	for _, l := range s.Next.Lines() {
		p("%s\n", l)
	}
}

// Lines says what to practise next, a sentence each.
func (n Next) Lines() (out []string) {
	if n.Kind != "" {
		out = append(out, fmt.Sprintf("Weakest of late: %s, %s held.", n.Kind, n.Lately))
		var ids []string
		for _, b := range n.Broken[:min(3, len(n.Broken))] {
			ids = append(ids, fmt.Sprintf("%s %s (%s)", timeline.Clean(b.ID, 12), timeline.Clean(b.Name, 60), times(b.Times)))
		}
		out = append(out, fmt.Sprintf("Not held: %s.%s", strings.Join(ids, ", "), n.hint()))
	}
	switch {
	case n.Challenge != "":
		out = append(out, fmt.Sprintf("Next: make mock C=%s, since %s.", n.Challenge, n.Why))
	case n.Kind == "":
		out = append(out, "Everything held when you last sat it. Another seed finds other schedules: make mock C=checkout SEED=7")
	}
	return out
}

// hint names the first promise that has hints: those that an interviewer added, X1 and so on, have none.
func (n Next) hint() string {
	for _, b := range n.Broken {
		if !strings.HasPrefix(b.ID, "X") {
			return " For a hint: make hint P=" + timeline.Clean(b.ID, 12)
		}
	}
	return ""
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// asked is a tally; a dash: nothing was asked.
func asked(t mock.Tally) string {
	if t.Of == 0 {
		return "–"
	}
	return t.String()
}

func bar(t mock.Tally) string {
	const width = 20
	n := int(share(t) * width)
	return strings.Repeat("█", n) + strings.Repeat("░", width-n)
}

func day(t time.Time) string { return t.Local().Format("2 Jan 2006 15:04") }

func apply(f func(string) string, s string) string {
	if f == nil {
		return s
	}
	return f(s)
}
