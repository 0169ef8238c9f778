package timeline

import (
	"slices"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// A Limit says how much of a history is drawn at most.
type Limit struct {
	Requests int
	Keys     int // Optional. Default: no limit.
}

// bystanders is how many keys are drawn beside those that a violation is about, where keys are limited.
const bystanders = 2

// choose picks the requests to be drawn, by their index: for each violation those that break the rule
// and those of the same keys, then the first ones.
func choose(h *history.History, vs []judge.Violation, most Limit) map[int]bool {
	c := &chooser{h: h, most: most, out: map[int]bool{}, keys: map[groupID]bool{}}
	for n, v := range vs {
		culprits, keys := culprits(h, v), map[groupID]bool{}
		limit := most.Requests
		if n == 0 { // leave room for what they duplicate
			limit = (limit + 1) / 2
		}
		c.take(limit, func(a history.Attempt) bool {
			yes := slices.Contains(culprits, a.N)
			keys[idOf(a)] = keys[idOf(a)] || yes
			return yes
		})
		c.take(most.Requests, func(a history.Attempt) bool { return keys[idOf(a)] })
	}
	if len(c.out) > 0 && most.Keys > 0 {
		c.most.Keys = min(most.Keys, len(c.keys)+bystanders)
	}
	c.take(most.Requests, func(a history.Attempt) bool { return c.keys[idOf(a)] })
	c.take(most.Requests, func(history.Attempt) bool { return true })
	return c.out
}

// A chooser picks requests until its limit is reached.
type chooser struct {
	h    *history.History
	most Limit
	out  map[int]bool
	keys map[groupID]bool // of those picked
}

func (c *chooser) take(limit int, want func(a history.Attempt) bool) {
	for i, a := range c.h.Attempts {
		if len(c.out) >= limit {
			return
		}
		id := idOf(a)
		if c.out[i] || !want(a) || !c.keys[id] && c.most.Keys > 0 && len(c.keys) >= c.most.Keys {
			continue
		}
		c.out[i], c.keys[id] = true, true
	}
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
