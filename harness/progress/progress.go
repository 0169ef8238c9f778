package progress

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/mock"
)

// lately is how many mock interviews count as the present.
const lately = 3

// A Summary is what several mock interviews show together.
type Summary struct {
	Mocks  []Mock  // the oldest first
	Levels []Trend // "level 1" to "level 3"
	Kinds  []Trend // those that were asked, in the order of Kinds
	Next   Next
}

// A Mock is one interview.
type Mock struct {
	Began         time.Time
	Challenge     string
	Took, Minutes time.Duration
	Levels        [3]mock.Tally
	All           mock.Tally
	Hints         int
	Advice        string
}

// A Trend is how something went over time. What a part asks that was not reached does not count.
type Trend struct {
	Name   string
	Points []Point    // one for each interview that asked for it
	Lately mock.Tally // in the last three of them
	Before mock.Tally // in all before
}

// A Point is a trend in one interview: Mock is its index.
type Point struct {
	Mock int
	mock.Tally
}

// Next is what to practise.
type Next struct {
	Kind      Kind // the weakest of late; empty: none is weak
	Lately    mock.Tally
	Broken    []Broken // of that kind, most often first
	Challenge string   // to sit next; empty: none
	Why       string
}

// A Broken promise was not held lately.
type Broken struct {
	ID, Name string
	Times    int
}

// Of sums up the cards of finished interviews. ready lists the challenges there are, in their order.
func Of(cards []mock.Card, ready []string) Summary {
	cards = slices.SortedStableFunc(slices.Values(cards), func(a, b mock.Card) int { return a.Began.Compare(b.Began) })
	var s Summary
	for _, c := range cards {
		m := Mock{Began: c.Began, Challenge: c.Challenge, Took: c.Took, Minutes: c.Minutes, All: c.Count(0, 0), Hints: len(c.Hints), Advice: c.Advice}
		for level := 1; level <= 3; level++ {
			m.Levels[level-1] = c.Count(0, level)
		}
		s.Mocks = append(s.Mocks, m)
	}
	for level := 1; level <= 3; level++ {
		s.Levels = append(s.Levels, trend(cards, fmt.Sprintf("level %d", level), func(p mock.Promise) bool { return p.Level == level }))
	}
	for _, k := range Kinds {
		if t := trend(cards, string(k), func(p mock.Promise) bool { return KindOf(p) == k }); len(t.Points) > 0 {
			s.Kinds = append(s.Kinds, t)
		}
	}
	s.Next = next(s, cards, ready)
	return s
}

// trend counts the promises that are of a sort, interview by interview.
func trend(cards []mock.Card, name string, of func(mock.Promise) bool) Trend {
	t := Trend{Name: name}
	for i, c := range cards {
		var n mock.Tally
		for _, p := range c.Promises {
			if !of(p.Promise) || p.Verdict == "" {
				continue
			}
			n.Of++
			if p.Verdict == judge.Held {
				n.Held++
			}
		}
		if n.Of > 0 {
			t.Points = append(t.Points, Point{i, n})
		}
	}
	for i, p := range t.Points {
		to := &t.Before
		if i >= len(t.Points)-lately {
			to = &t.Lately
		}
		to.Held, to.Of = to.Held+p.Held, to.Of+p.Of
	}
	return t
}

// next finds the weakest kind of late, and the challenge to sit.
func next(s Summary, cards []mock.Card, ready []string) (n Next) {
	for _, t := range s.Kinds {
		if t.Lately.All() || Kind(t.Name) == Together { // which breaks with any other
			continue
		}
		if n.Kind == "" || share(t.Lately) < share(n.Lately) {
			n.Kind, n.Lately = Kind(t.Name), t.Lately
		}
	}
	if n.Kind != "" {
		n.Broken = broken(cards[max(0, len(cards)-lately):], n.Kind)
	}
	n.Challenge, n.Why = challenge(s.Mocks, ready)
	return n
}

func share(t mock.Tally) float64 { return float64(t.Held) / float64(max(t.Of, 1)) }

// broken counts the promises of a kind that were asked for and not held, those of the last interview
// first where they are equal.
func broken(cards []mock.Card, k Kind) (out []Broken) {
	for _, c := range slices.Backward(cards) {
		for _, p := range c.Promises {
			if p.Verdict == "" || p.Verdict == judge.Held || KindOf(p.Promise) != k {
				continue
			}
			i := slices.IndexFunc(out, func(b Broken) bool { return b.ID == p.ID })
			if i < 0 {
				i, out = len(out), append(out, Broken{ID: p.ID, Name: p.Name})
			}
			out[i].Times++
		}
	}
	slices.SortStableFunc(out, func(a, b Broken) int { return cmp.Compare(b.Times, a.Times) })
	return out
}

// challenge is the one to sit next: the last one again when it did not go well, else the first that
// was never sat, else the one that went worst.
func challenge(mocks []Mock, ready []string) (name, why string) {
	latest := map[string]Mock{}
	for _, m := range mocks {
		latest[m.Challenge] = m
	}
	if n := len(mocks); n > 0 && mocks[n-1].bad() && slices.Contains(ready, mocks[n-1].Challenge) {
		return mocks[n-1].Challenge, "it did not go well the last time"
	}
	for _, r := range ready {
		if _, sat := latest[r]; !sat {
			return r, "you have not sat it yet"
		}
	}
	for _, r := range ready {
		if m := latest[r]; !m.All.All() && (name == "" || share(m.All) < share(latest[name].All)) {
			name, why = r, "it is the one that went worst when you last sat it"
		}
	}
	return name, why
}

// bad reports whether an interview is worth sitting again.
func (m Mock) bad() bool { return m.Advice == mock.NoHire || m.Advice == mock.LeanNo }
