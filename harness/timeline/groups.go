package timeline

import (
	"fmt"
	"slices"
	"strconv"

	"example.com/idempotency/harness/history"
)

// A groupID tells groups apart: requests with one key are not of one group when they come from
// different callers or go to different routes.
type groupID struct{ key, caller, route string }

func idOf(a history.Attempt) groupID {
	if a.Key == "" {
		return groupID{route: a.Intent}
	}
	return groupID{a.Key, a.Caller, a.Method + " " + a.Path}
}

// group makes the groups with their boxes and pills; slots are still sequence numbers.
func (d *drafter) group() {
	all := map[groupID]int{}
	for i, a := range d.h.Attempts {
		id := idOf(a)
		all[id]++
		if d.drawn[i] {
			if !slices.Contains(d.ids, id) {
				d.ids = append(d.ids, id)
				d.out.Groups = append(d.out.Groups, Group{})
			}
			g := &d.out.Groups[slices.Index(d.ids, id)]
			b := d.box(a)
			g.Boxes, g.Culprit = append(g.Boxes, b), g.Culprit || b.Culprit
		} else {
			d.out.Left.Requests++
		}
	}
	for i, id := range d.ids {
		g := &d.out.Groups[i]
		g.Label, g.Hidden = d.label(id), all[id]-len(g.Boxes)
	}
	d.effects()
}

// label names a group, with as much as tells it from the others.
func (d *drafter) label(id groupID) string {
	if id.key == "" {
		switch id.route {
		case "", `key ""`:
			return "no key"
		}
		return Clean(id.route, 60)
	}
	s := "key " + Clean(id.key, 28)
	shared := slices.ContainsFunc(d.ids, func(o groupID) bool { return o.key == id.key && o.caller != id.caller })
	switch {
	case id.caller == "" && shared:
		s += " of nobody"
	case id.caller != "" && (shared || id.caller != "ann"):
		s += " of " + Clean(id.caller, 20)
	}
	if slices.ContainsFunc(d.ids, func(o groupID) bool { return o.key == id.key && o.caller == id.caller && o.route != id.route }) {
		s += ", " + Clean(id.route, 40)
	}
	return s
}

// effects hangs each effect below the key of the request that ran it, or else of the first that
// asked for one like it.
func (d *drafter) effects() {
	counted := make([]tally, len(d.out.Groups))
	for _, e := range d.h.Effects {
		i := d.home(e)
		if i >= 0 {
			counted[i].add(e)
			d.out.Groups[i].Culprit = d.out.Groups[i].Culprit || d.blamesEffect(e.N)
		}
		if i < 0 || e.By != 0 && !d.draws(e.By) || len(d.out.Groups[i].Pills) >= mostPills {
			d.out.Left.Effects++
			continue
		}
		d.out.Groups[i].Pills = append(d.out.Groups[i].Pills, d.pill(e))
	}
	for i := range d.out.Groups {
		d.out.Groups[i].Count = counted[i].text(d.wanted(d.out.Groups[i], counted[i]))
	}
}

// wanted is how many effects there should be, where a violation that blames some of the group says so.
func (d *drafter) wanted(g Group, t tally) string {
	for _, v := range d.vs {
		if v.Got != strconv.Itoa(t.done+t.other) {
			continue
		}
		if _, err := strconv.Atoi(v.Want); err == nil && slices.ContainsFunc(g.Pills, func(p Pill) bool { return slices.Contains(v.Effects, p.N) }) {
			return v.Want
		}
	}
	return ""
}

func (d *drafter) draws(n int) bool {
	for i, a := range d.h.Attempts {
		if a.N == n {
			return d.drawn[i]
		}
	}
	return false
}

// home is the index of the group of e; -1: it is not drawn.
func (d *drafter) home(e history.Effect) int {
	if a := d.h.Attempt(e.By); a != nil {
		return slices.Index(d.ids, idOf(*a))
	}
	for _, a := range d.h.Attempts {
		if e.Mark == a.Mark && !a.Void {
			return slices.Index(d.ids, idOf(a))
		}
	}
	if len(d.ids) > 0 && e.By == 0 {
		return 0 // nobody asked for it: it must be seen
	}
	return -1
}

// A tally counts the effects of a group.
type tally struct {
	name           string
	done           int
	refused, other int
}

func (t *tally) add(e history.Effect) {
	if t.name == "" {
		t.name = e.Name
	} else if t.name != e.Name {
		t.name = "effect"
	}
	switch {
	case e.Again:
	case e.Outcome == history.Refused:
		t.refused++
	case e.Outcome == history.Done:
		t.done++
	default:
		t.other++
	}
}

// text says how many effects there are, and how many there should be, where that is known.
func (t tally) text(want string) string {
	name := Clean(t.name, 20)
	if name == "" {
		return "no effect"
	}
	s := count(t.done+t.other, name, name+"s")
	switch {
	case want != "":
		s += ", want " + want
	case t.done == 0 && t.other > 0:
		return s + " that may have happened" + t.turnedDown()
	}
	if t.other > 0 {
		s += fmt.Sprintf("; %d of them may not have happened", t.other)
	}
	return s + t.turnedDown()
}

func (t tally) turnedDown() string {
	if t.refused == 0 {
		return ""
	}
	return fmt.Sprintf("; %d refused", t.refused)
}
