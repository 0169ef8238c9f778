package harness

import "example.com/idempotency/harness/history"

// mostKept is how many requests a history may have that is kept for its picture while another may
// be chosen: more is hard to look at.
const mostKept = 16

// keep remembers h as the history to show when the scenario is held: one that puts the promise to
// the test, and of those the one with most to see.
func (w *task) keep(cs Case, h *history.History) {
	if (w.sample == nil || tells(h) > tells(w.sample)) && w.proves(h) == "" {
		w.sample, w.of = h, cs.Name
	}
}

// tells is how much there is to see in a history: requests first, then overlap in time and effects.
func tells(h *history.History) int {
	n := len(h.Attempts)
	if n > mostKept {
		return 0
	}
	weight := 100*n + len(h.Effects)
	if h.Overlap() {
		weight += 50
	}
	return weight + min(h.Switches, 2)*10
}
