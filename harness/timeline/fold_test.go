package timeline_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/idempotency/harness/timeline"
)

// letters makes a row of each word: of the intent a, A where it is to blame, or - for the scenario.
func letters(words ...string) []timeline.Row {
	var out []timeline.Row
	for i, w := range words {
		r := timeline.Row{Who: "#1", Intent: w[:1], Text: fmt.Sprint(w, i)}
		switch {
		case w == "-":
			r.Who, r.Intent = "", ""
		case w[0] < 'a':
			r.Intent, r.Culprit = string(w[0]+'a'-'A'), true
		}
		out = append(out, r)
	}
	return out
}

func TestFold(t *testing.T) {
	split := func(s string) []timeline.Row {
		var words []string
		for _, r := range s {
			words = append(words, string(r))
		}
		return letters(words...)
	}
	for _, tt := range []struct {
		reason, rows string
		n            int
		want         []string
	}{
		{"few rows stay as they are", "abA", 3, []string{"a0", "b1", "A2"}},
		{"no rows", "", 3, nil},
		{"nobody to blame: the last ones", "abcdef", 4, []string{"… 3 more rows", "d3", "e4", "f5"}},
		{"the culprit and where its intent begins", "zzzzazzzzzzzzzAzzzzz", 8, []string{"z0", "z1", "… 2 more rows", "a4", "… 8 more rows", "z13", "A14", "… 5 more rows"}},
		{"an intent begins with at most four rows", "zaaaaaaaaaaaaaaaaaaaaAz", 8, []string{"z0", "a1", "a2", "a3", "a4", "… 16 more rows", "A21", "z22"}},
		{"the first culprits of many", "zzzABCDEFGHIJKzzz", 6, []string{"… 3 more rows", "A3", "B4", "C5", "… 11 more rows"}},
		{"what the scenario does", "zzzzz-zzzzz-zzzzzAzzzz", 9, []string{"z0", "z1", "… 3 more rows", "-5", "… 5 more rows", "-11", "… 5 more rows", "A17", "… 4 more rows"}},
		{"room for nothing else", "zzAzz", 3, []string{"… 2 more rows", "A2", "… 2 more rows"}},
		{"room for nothing", "zzAzz", 1, []string{"… 5 more rows"}},
	} {
		var got []string
		for _, r := range timeline.Fold(split(tt.rows), tt.n) {
			got = append(got, r.Text)
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s: rows (-want +got)\n%s", tt.reason, d)
		}
	}
}

// TestFoldKeepsItsPromise: never more than n rows, in order, the first culprit among them.
func TestFoldKeepsItsPromise(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := letters(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", "d", "-", "z", "z", "z", "A", "B"}), 0, 60).Draw(t, "rows")...)
		n := rapid.IntRange(3, 20).Draw(t, "n")
		got := timeline.Fold(rows, n)
		if len(got) > n {
			t.Errorf("rows = %d, want at most %d", len(got), n)
		}
		left, at := 0, 0
		for _, r := range got {
			if _, err := fmt.Sscanf(r.Text, "… %d more", &left); err == nil {
				at += left
				continue
			}
			if rows[at] != r {
				t.Errorf("row = %s, want %s", r.Text, rows[at].Text)
			}
			at++
		}
		if at != len(rows) {
			t.Errorf("rows shown or counted = %d, want %d", at, len(rows))
		}
		culprit := func(r timeline.Row) bool { return r.Culprit }
		if slices.ContainsFunc(rows, culprit) && !slices.ContainsFunc(got, culprit) {
			t.Error("no culprit is shown")
		}
	})
}
