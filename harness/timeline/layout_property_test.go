package timeline_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/timeline"
)

// TestAnyLayout: whatever was recorded, everything is drawn once or counted as left out, nothing
// overlaps, and order is kept.
func TestAnyLayout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := anyHistory(t)
		vs := anyViolations(t, h)
		limit := timeline.Limit{Requests: rapid.IntRange(1, 40).Draw(t, "requests"), Keys: rapid.IntRange(0, 6).Draw(t, "keys")}
		l := timeline.Lay(h, vs, limit)
		var boxes []timeline.Box
		var pills []timeline.Pill
		for _, g := range l.Groups {
			boxes, pills = append(boxes, g.Boxes...), append(pills, g.Pills...)
		}
		allAccountedFor(t, h, l, boxes, pills)
		if len(boxes) > limit.Requests || limit.Keys > 0 && len(l.Groups) > limit.Keys {
			t.Errorf("drawn = %d requests of %d keys, want at most %+v", len(boxes), len(l.Groups), limit)
		}
		orderKept(t, h, l, boxes)
		nothingOverlaps(t, l, boxes)
		for _, p := range pills {
			if p.From < 0 || p.From > p.To || p.To >= len(l.Slots) {
				t.Errorf("effect %d is at %d–%d of %d slots", p.N, p.From, p.To, len(l.Slots))
			}
		}
		blameIsSeen(t, h, vs, boxes)
	})
}

// allAccountedFor: each request and each effect is drawn once, or left out and counted.
func allAccountedFor(t *rapid.T, h *history.History, l timeline.Layout, boxes []timeline.Box, pills []timeline.Pill) {
	seen := map[string]bool{}
	once := func(what string) {
		if seen[what] {
			t.Errorf("%s is drawn twice", what)
		}
		seen[what] = true
	}
	for _, b := range boxes {
		once(fmt.Sprint("request ", b.N))
		if h.Attempt(b.N) == nil {
			t.Errorf("request %d is drawn and was never sent", b.N)
		}
	}
	for _, p := range pills {
		once(fmt.Sprint("effect ", p.N))
		if p.By != 0 && !seen[fmt.Sprint("request ", p.By)] {
			t.Errorf("effect %d is drawn without its request %d", p.N, p.By)
		}
	}
	if got := len(boxes) + l.Left.Requests; got != len(h.Attempts) {
		t.Errorf("requests drawn or counted = %d, want %d", got, len(h.Attempts))
	}
	if got := len(pills) + l.Left.Effects; got != len(h.Effects) {
		t.Errorf("effects drawn or counted = %d, want %d", got, len(h.Effects))
	}
	hidden := 0
	for _, g := range l.Groups {
		hidden += g.Hidden
	}
	if hidden > l.Left.Requests {
		t.Errorf("requests hidden in groups = %d, want at most the %d left out", hidden, l.Left.Requests)
	}
}

// orderKept: what was sent before is to the left, and time never goes back.
func orderKept(t *rapid.T, h *history.History, l timeline.Layout, boxes []timeline.Box) {
	for _, a := range boxes {
		for _, b := range boxes {
			if h.Attempt(a.N).Sent.Before(h.Attempt(b.N).Sent) && a.From >= b.From {
				t.Errorf("request %d was sent before %d, and is at %d, not before %d", a.N, b.N, a.From, b.From)
			}
		}
	}
	for i := 1; i < len(l.Slots); i++ {
		if l.Slots[i].At < l.Slots[i-1].At {
			t.Errorf("time of slot %d = %v, want at least %v", i, l.Slots[i].At, l.Slots[i-1].At)
		}
	}
	for _, g := range l.Groups {
		for _, b := range g.Bands {
			if b.From < 0 || b.From > b.To || b.To >= len(l.Slots) {
				t.Errorf("band = %d–%d of %d slots", b.From, b.To, len(l.Slots))
			}
		}
	}
}

// nothingOverlaps: requests that share a column take turns.
func nothingOverlaps(t *rapid.T, l timeline.Layout, boxes []timeline.Box) {
	last := map[int]timeline.Box{}
	slices.SortFunc(boxes, func(a, b timeline.Box) int { return a.From - b.From })
	for _, b := range boxes {
		if b.From < 0 || b.From > b.To || b.To > b.Tail || b.Tail >= len(l.Slots) {
			t.Errorf("request %d is at %d–%d–%d of %d slots", b.N, b.From, b.To, b.Tail, len(l.Slots))
		}
		if o, ok := last[b.Column]; ok && o.Tail >= b.From {
			t.Errorf("requests %d and %d overlap in column %d", o.N, b.N, b.Column)
		}
		last[b.Column] = b
	}
}

// blameIsSeen: the first request that the first violation blames is drawn, and marked.
func blameIsSeen(t *rapid.T, h *history.History, vs []judge.Violation, boxes []timeline.Box) {
	if len(vs) == 0 || !slices.ContainsFunc(vs[0].Attempts, func(n int) bool { return h.Attempt(n) != nil }) {
		return
	}
	if !slices.ContainsFunc(boxes, func(b timeline.Box) bool { return b.Culprit && slices.Contains(vs[0].Attempts, b.N) }) && len(vs[0].Effects) == 0 {
		t.Errorf("none of %v is drawn as one that breaks the promise", vs[0].Attempts)
	}
}

// TestAnyLanes: whatever was recorded, the text lanes are inert and as narrow as they must be, and tell
// how many requests they leave out.
func TestAnyLanes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := anyHistory(t)
		width := rapid.IntRange(40, 200).Draw(t, "width")
		out := lanes(h, anyViolations(t, h), timeline.Style{Width: width})
		inert(t, out)
		for l := range strings.Lines(out) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(l, "\n")); n > width {
				t.Errorf("columns of %q = %d, want at most %d", l, n, width)
			}
		}
		drawn, left := strings.Count(out, "┌ #"), 0
		if _, s, ok := strings.Cut(out, "… not drawn: "); ok {
			_, _ = fmt.Sscanf(s, "%d request", &left)
		}
		if drawn+left != len(h.Attempts) {
			t.Errorf("requests drawn or counted = %d, want %d in\n%s", drawn+left, len(h.Attempts), out)
		}
	})
}
