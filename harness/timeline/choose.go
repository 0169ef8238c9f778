package timeline

import (
	"slices"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// choose picks at most so many requests to be drawn, by their index: those that break a rule, those
// of the same keys, what ran an effect that breaks one, then the first ones.
func choose(h *history.History, vs []judge.Violation, most int) map[int]bool {
	out := map[int]bool{}
	take := func(limit int, want func(a history.Attempt) bool) {
		for i, a := range h.Attempts {
			if len(out) >= limit {
				return
			}
			if !out[i] && want(a) {
				out[i] = true
			}
		}
	}
	blamed := map[groupID]bool{}
	for n, v := range vs {
		culprits := culprits(h, v)
		limit := most * 2 / 3
		if n == 0 {
			limit = (most + 1) / 2
		}
		take(limit, func(a history.Attempt) bool {
			yes := slices.Contains(culprits, a.N)
			blamed[idOf(a)] = blamed[idOf(a)] || yes && n == 0
			return yes
		})
	}
	take(most, func(a history.Attempt) bool { return blamed[idOf(a)] })
	take(most, func(history.Attempt) bool { return true })
	return out
}

// culprits are the requests that a violation blames, or whose effects it does.
func culprits(h *history.History, v judge.Violation) []int {
	out := slices.Clone(v.Attempts)
	for _, e := range h.Effects {
		if slices.Contains(v.Effects, e.N) {
			out = append(out, e.By)
		}
	}
	return out
}
