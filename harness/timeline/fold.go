package timeline

// Fold keeps at most n rows: those that break a rule, those of the same intent, first of all where
// it begins, what the scenario does, and what comes right before a culprit. Where no row is to
// blame it keeps the last ones. What is left out is counted.
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

// byWeight lists the rows that may be worth keeping, most telling first.
func byWeight(rows []Row) []int {
	const beginning, before = 4, 3 // rows of an intent, and rows before a culprit
	var out []int
	seen := make([]bool, len(rows))
	take := func(i int) {
		if i >= 0 && !seen[i] {
			seen[i] = true
			out = append(out, i)
		}
	}
	first, blamed := map[string]int{}, map[string]bool{}
	for i, r := range rows {
		if r.Culprit {
			take(i)
			blamed[r.Intent] = r.Intent != ""
		}
	}
	for i, r := range rows {
		if first[r.Intent]++; blamed[r.Intent] && first[r.Intent] <= beginning {
			take(i)
		}
	}
	culprits := len(out) > 0
	for _, wanted := range []func(i int) bool{
		func(i int) bool { return blamed[rows[i].Intent] },
		func(i int) bool { return culprits && rows[i].Who == "" },
		func(i int) bool {
			for j := i + 1; j <= i+before && j < len(rows); j++ {
				if rows[j].Culprit {
					return true
				}
			}
			return !culprits
		},
	} {
		for i := len(rows) - 1; i >= 0; i-- {
			if wanted(i) {
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
		if n := to - from; n > 0 {
			out = append(out, Row{At: rows[from].At, Text: "… " + count(n, "more row", "more rows")})
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
