package timeline

import (
	"fmt"
	"slices"
)

// Fold keeps at most n rows: the first that break a rule, where their intents begin, what the
// scenario does, the rest of their intents and what came right before, as far as there is room.
// Where no row is to blame it keeps the last ones. What is left out is counted.
func Fold(rows []Row, n int) []Row {
	if len(rows) <= n {
		return rows
	}
	order := byWeight(rows)
	for most := min(n, len(order)); most > 0; most-- {
		keep := make([]bool, len(rows))
		for _, i := range order[:most] {
			keep[i] = true
		}
		if out := folded(rows, keep); len(out) <= n {
			return out
		}
	}
	return folded(rows, make([]bool, len(rows)))
}

// byWeight lists the rows that tell something, most telling first.
func byWeight(rows []Row) []int {
	const culprits, beginning, before = 3, 4, 2
	var out []int
	seen := make([]bool, len(rows))
	take := func(i int) {
		if !seen[i] {
			seen[i] = true
			out = append(out, i)
		}
	}
	begun, blamed := map[string]int{}, map[string]bool{}
	for i, r := range rows {
		if r.Culprit && len(out) < culprits {
			take(i)
			blamed[r.Intent] = r.Intent != ""
		}
	}
	blameless := len(out) == 0
	for i, r := range rows {
		if begun[r.Intent]++; blamed[r.Intent] && begun[r.Intent] <= beginning {
			take(i)
		}
	}
	for _, telling := range []func(i int) bool{
		func(i int) bool { return !blameless && (i < before || rows[i].Who == "" && rows[i].Intent == "") },
		func(i int) bool { return blamed[rows[i].Intent] },
		func(i int) bool {
			return slices.ContainsFunc(rows[i+1:min(i+1+before, len(rows))], func(r Row) bool { return r.Culprit })
		},
		func(i int) bool { return blameless || rows[i].Culprit },
	} {
		for i := len(rows) - 1; i >= 0; i-- {
			if telling(i) {
				take(i)
			}
		}
	}
	return out
}

func folded(rows []Row, keep []bool) []Row {
	var out []Row
	from := 0 // the first row that is left out, where there are some
	flush := func(to int) {
		switch n := to - from; {
		case n == 1: // takes no more room than to say so
			out = append(out, rows[from])
		case n > 1:
			out = append(out, Row{At: rows[from].At, Text: fmt.Sprintf("… %d more rows", n)})
		}
		from = to + 1
	}
	for i, r := range rows {
		if keep[i] {
			flush(i)
			out = append(out, r)
		}
	}
	flush(len(rows))
	return out
}
