package timeline

import (
	"fmt"
	"io"
	"strings"
	"time"

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
type Style struct{ Bad, Good, Dim, Bold func(string) string }

func paint(f func(string) string, s string) string {
	if f == nil {
		return s
	}
	return f(s)
}

// maxRows is how many rows of a history are printed.
const maxRows = 16

// Print writes f on at most one screen: the promise, got and want, the history that proves it, the
// probable cause, and how to see more.
func (f Failure) Print(w io.Writer, st Style) {
	head := fmt.Sprintf("%-4s %s", f.ID, f.Story)
	mark := "✗"
	if f.Verdict == judge.Inconclusive {
		mark = "?"
	}
	fmt.Fprintf(w, "%s %s%s\n", paint(st.Bad, mark), paint(st.Bold, head), paint(st.Dim, fmt.Sprintf("   level %d", f.Level)))
	if f.Case != "" {
		fmt.Fprintf(w, "       case: %s\n", f.Case)
	}
	if f.Why != "" {
		fmt.Fprintf(w, "       inconclusive: %s\n", Clean(f.Why, 2000))
	}
	for i, v := range f.Violations {
		if i == 3 {
			fmt.Fprintf(w, "       %s\n", paint(st.Dim, fmt.Sprintf("and %d more", len(f.Violations)-i)))
			break
		}
		fmt.Fprintf(w, "       %s\n", paint(st.Bold, Clean(v.String(), 300)))
	}
	if f.History != nil {
		for _, r := range Fold(Rows(f.History, f.Violations), maxRows) {
			fmt.Fprintf(w, "         %s\n", r.format(st))
		}
	}
	f.cause(w)
	if len(f.More) > 0 {
		fmt.Fprintf(w, "       %s\n", paint(st.Dim, strings.Join(f.More, "     ")))
	}
}

func (f Failure) cause(w io.Writer) {
	var parts []string
	for _, v := range f.Violations {
		if v.Likely != "" {
			parts = append(parts, "Likely: "+v.Likely)
			break
		}
	}
	if h := f.History; h != nil && len(h.Steps) > 0 && h.Of > 1 {
		if gap := judge.Gap(h); gap != "" {
			parts = append(parts, gap)
		}
		parts = append(parts, fmt.Sprintf("Found with %s, in schedule %d.", count(h.Switches, "switch", "switches"), h.Schedule))
	}
	if len(parts) > 0 {
		fmt.Fprintf(w, "       %s\n", strings.Join(parts, "\n       "))
	}
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func (r Row) format(st Style) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-7s %-5s", clock(r.At), r.Who)
	text := r.Text
	if r.Lines != "" {
		if text != "" {
			text += "  "
		}
		text += paint(st.Dim, r.Lines)
	}
	b.WriteString(" " + text)
	if r.Culprit {
		b.WriteString(paint(st.Bad, "   ← here"))
	}
	return b.String()
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

// Fold keeps at most n rows: those near a culprit, of its intent, and the scenario's own; what is
// left out is counted.
func Fold(rows []Row, n int) []Row {
	if len(rows) <= n {
		return rows
	}
	intents := map[string]bool{}
	for _, r := range rows {
		if r.Culprit {
			intents[r.Intent] = true
		}
	}
	keep := make([]bool, len(rows))
	left := n - 2
	mark := func(i int) {
		if i >= 0 && i < len(rows) && !keep[i] && left > 0 {
			keep[i] = true
			left--
		}
	}
	for i, r := range rows {
		if r.Culprit {
			mark(i)
		}
	}
	for i := len(rows) - 1; i >= 0; i-- {
		if intents[rows[i].Intent] && rows[i].Intent != "" {
			mark(i)
		}
	}
	for i := len(rows) - 1; i >= 0; i-- {
		mark(i)
	}
	return folded(rows, keep)
}

func folded(rows []Row, keep []bool) []Row {
	var out []Row
	skipped := 0
	flush := func(at time.Duration) {
		if skipped > 0 {
			out = append(out, Row{At: at, Text: fmt.Sprintf("… %s", count(skipped, "event", "events"))})
			skipped = 0
		}
	}
	for i, r := range rows {
		if !keep[i] {
			skipped++
			continue
		}
		flush(r.At)
		out = append(out, r)
	}
	flush(0)
	return out
}
