package userstest

import (
	"fmt"
	"slices"
	"strings"

	"example.com/idempotency/harness/judge"
)

// A model looks for an order in which the requests about one user can have run one after the other:
// each between its sending and its answer, each answered as it was, and each change with its event,
// the events in the same order. The algorithm is that of Wing and Gong.
type model struct {
	*life
	strict bool // an event is by the request that it tells of: true of most code, and easier to explain

	seen   map[place]bool
	depth  int      // how many answered requests could be ordered at best
	faults []*fault // why no more could
}

// A place is where a search has been: which requests have run, and what they led to.
type place struct {
	done uint64
	state
}

// explains looks for an order; true: there is one.
func (l *life) explains(strict bool) (*model, bool) {
	if len(l.ops) > 64 {
		panic("harness: a scenario of users sends too many requests for one user")
	}
	m := &model{life: l, strict: strict, seen: map[place]bool{}}
	return m, m.from(place{})
}

// from reports whether the requests that have not run yet can be ordered.
func (m *model) from(p place) bool {
	if m.seen[p] {
		return false
	}
	m.seen[p] = true
	left, closed := 0, 0
	for i, o := range m.ops {
		switch {
		case o.open:
		case p.done&(1<<i) == 0:
			left++
		default:
			closed++
		}
	}
	if left == 0 && p.told == len(m.events) {
		return true
	}
	for i, o := range m.ops {
		if p.done&(1<<i) != 0 || !m.next(p.done, o) {
			continue
		}
		states, f := m.step(p.state, o)
		for _, s := range states {
			if m.from(place{p.done | 1<<i, s}) {
				return true
			}
		}
		if f != nil && !o.open {
			m.note(closed, f)
		}
	}
	if left == 0 {
		e := m.events[p.told]
		m.note(closed, &fault{
			subject: fmt.Sprintf("events of user %q", m.id), got: fmt.Sprint(len(m.events)), want: fmt.Sprintf("%d: nothing else has changed", p.told),
			likely: fmt.Sprintf("%s %s tells of no change.", e.Name, e.ID), effect: e.N, attempt: e.By,
		})
	}
	return false
}

// next reports whether o can be the next to run: no other was answered before it was sent.
func (m *model) next(done uint64, o op) bool {
	for i, b := range m.ops {
		if done&(1<<i) == 0 && !b.open && b.EndedAt.Before(o.Sent) {
			return false
		}
	}
	return true
}

// note keeps the faults that stopped the search where it had come furthest.
func (m *model) note(depth int, f *fault) {
	if depth > m.depth {
		m.depth, m.faults = depth, nil
	}
	if depth == m.depth && !slices.ContainsFunc(m.faults, func(g *fault) bool { return *f == *g }) {
		m.faults = append(m.faults, f)
	}
}

// violation tells why there is no order.
func (m *model) violation() judge.Violation {
	v := judge.Violation{
		Subject: fmt.Sprintf("order in which the requests for user %q can have run", m.id),
		Want:    "one that explains every answer and every event",
	}
	var got []string
	for i, f := range m.faults {
		if i < 3 {
			got = append(got, fmt.Sprintf("%s = %s, not %s", f.subject, f.got, f.want))
		}
		if f.attempt != 0 && !slices.Contains(v.Attempts, f.attempt) {
			v.Attempts = append(v.Attempts, f.attempt)
		}
		if f.effect != 0 && !slices.Contains(v.Effects, f.effect) {
			v.Effects = append(v.Effects, f.effect)
		}
	}
	v.Got = "none: " + strings.Join(got, "; ")
	v.Likely = "what one request had looked up was changed by another before it acted: look-up, change and event must be one step for each user."
	if len(m.faults) == 1 {
		f := m.faults[0]
		v.Subject, v.Got, v.Want, v.Likely = f.subject, f.got, f.want, f.likely
	}
	return v
}
