package main

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
)

// known is the verdicts of the last run on what is asked: ids and verdicts, no more.
func (m *sitting) known() (r harness.Report) {
	last := m.s.Last()
	for _, p := range m.s.Promises {
		if last != nil && p.Part <= m.s.Part() {
			r.Results = append(r.Results, harness.Result{ID: p.ID, Level: p.Level, Part: p.Part, Verdict: last.Promises[p.ID]})
		}
	}
	return r
}

// ids shows which promises hold: a row for each part, or for each level where there is only one part,
// in lines of a width. 0: they may be of any.
func (m *sitting) ids(width int) (out []string) {
	r := m.known()
	if len(r.Results) == 0 {
		return nil
	}
	held, rows, what := 0, 0, "part"
	if len(m.s.Parts) == 1 {
		what = "level"
	}
	cells := map[int][]cell{}
	for _, x := range r.Results {
		row := x.Part
		if what == "level" {
			row = x.Level
		}
		if x.Verdict == judge.Held {
			held++
		}
		rows = max(rows, row)
		cells[row] = append(cells[row], m.cell(x))
	}
	for row := 1; row <= rows; row++ {
		if len(cells[row]) > 0 {
			out = append(out, filled(fmt.Sprintf("  %s %d", what, row), cells[row], width)...)
		}
	}
	return append(out, fmt.Sprintf("  %d of %d held", held, len(r.Results)))
}

// A cell is a word, as it is and painted.
type cell struct{ plain, painted string }

func (m *sitting) cell(x harness.Result) cell {
	s := m.k.out
	switch x.Verdict {
	case judge.Held:
		return cell{"✓ " + x.ID, s.good("✓") + " " + x.ID}
	case judge.Broken:
		return cell{"✗ " + x.ID, s.bad("✗ " + x.ID)}
	case judge.Inconclusive:
		return cell{"? " + x.ID, s.bad("? " + x.ID)}
	}
	return cell{"· " + x.ID, s.dim("· " + x.ID)}
}

// filled fills lines with cells, behind a head.
func filled(head string, cells []cell, width int) (out []string) {
	line, n := head, utf8.RuneCountInString(head)
	for _, c := range cells {
		w := 2 + utf8.RuneCountInString(c.plain)
		if width > 0 && n+w > width && n > len(head) {
			out, line, n = append(out, line), strings.Repeat(" ", len(head)), len(head)
		}
		line, n = line+"  "+c.painted, n+w
	}
	return append(out, line)
}
