package timeline

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// A Layout is a history as a space-time diagram. One axis is order: slots, from left to right.
// Most events happen at one virtual instant, so that time shows only where it passes, as a strip.
// The other axis is lanes: one for each request, those of one key together, their effects below.
type Layout struct {
	Slots  []Slot
	Groups []Group
	Turns  []Turn // where the schedule is known
	Left   Left
}

// A Turn is a stretch of the schedule: a request runs some lines, after a slot.
type Turn struct {
	Slot, N int
	Lines   string // "keys.go:41–47"
}

// A Slot is one step of the order axis: a moment, or time that passes.
type Slot struct {
	At   time.Duration
	Gap  time.Duration // > 0: nothing happens for so long, and the slot stands for it
	Note string        // what the scenario does, or whose time is over
}

// A Group is the requests that carry one key, or where there is none, one intent.
type Group struct {
	Label   string // `key "k1"`
	Boxes   []Box  // a lane each, in the order of sending
	Pills   []Pill // in the order of starting
	Bands   []Band
	Count   string // "2 charges": of all its effects, drawn or not
	Culprit bool   // one of its effects or requests breaks a rule
	Hidden  int    // how many of its requests are not drawn
}

// A Box is a request, from its sending to its end.
type Box struct {
	N        int
	From, To int // slots, both included
	Tail     int // the slot in which its handler returned, when its client had left before; else To
	Column   int // the first column free from From to Tail, for drawings that share columns
	Class    Class
	Ran      bool   // an effect is its own
	Culprit  bool   // it breaks a rule
	Request  string // "#2 POST k1"
	Method   string // "#2 POST"
	Short    string // "#2"
	Answer   string
	Lines    []string // the learner's lines that ran, a span for each stretch of the schedule
	About    string   // all that is known, in lines
}

// A Class says what became of a request.
type Class string

// The classes. A fifth mark, Culprit, may lie on any of them.
const (
	Runs    Class = "runs"    // it ran the effect
	Replays Class = "replays" // it was answered without an effect of its own
	Refuses Class = "refuses" // it was answered 4xx or 5xx without an effect of its own
	Loses   Class = "loses"   // its answer was lost, or never came
)

// A Pill is an effect.
type Pill struct {
	N, By    int // By: the request that ran it; 0: not known
	From, To int
	Name, ID string
	Outcome  history.Outcome
	Again    bool // it repeated an effect that had happened, and moved nothing
	Culprit  bool
	About    string
}

// A Band is a life of a key: from its first sight until it is forgotten.
type Band struct {
	From, To int
	Open     bool // it goes on behind the end of the history
	About    string
}

// Left counts what a layout leaves out.
type Left struct{ Requests, Effects, Notes int }

// most of what is drawn beside requests.
const (
	mostNotes = 12
	mostPills = 16 // of one key
)

// Lay lays out h within a limit: the requests that break a rule come first, then those of the same
// keys, then the first ones.
func Lay(h *history.History, vs []judge.Violation, most Limit) Layout {
	d := &drafter{h: h, vs: vs, drawn: choose(h, vs, most)}
	d.group()
	d.slots()
	for i := range d.out.Groups {
		d.bands(&d.out.Groups[i])
	}
	d.columns()
	d.turns()
	return d.out
}

// A drafter makes one Layout.
type drafter struct {
	h     *history.History
	vs    []judge.Violation
	drawn map[int]bool // requests, by their index
	ids   []groupID    // of out.Groups
	out   Layout
	axis  []moment
	slot  map[int]int // sequence number → slot
}

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
		d.out.Groups[i].Count = counted[i].String() + d.wanted(d.out.Groups[i], counted[i])
	}
}

// wanted is how many effects there should be, where a violation that blames some of the group says so.
func (d *drafter) wanted(g Group, t tally) string {
	for _, v := range d.vs {
		if v.Got != strconv.Itoa(t.done+t.other) {
			continue
		}
		if _, err := strconv.Atoi(v.Want); err == nil && slices.ContainsFunc(g.Pills, func(p Pill) bool { return slices.Contains(v.Effects, p.N) }) {
			return ", want " + v.Want
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

// columns gives each box the first column that is free while it lasts.
func (d *drafter) columns() {
	var boxes []*Box
	for i := range d.out.Groups {
		for j := range d.out.Groups[i].Boxes {
			boxes = append(boxes, &d.out.Groups[i].Boxes[j])
		}
	}
	slices.SortStableFunc(boxes, func(a, b *Box) int { return a.From - b.From })
	var free []int // the last slot in use, by column
	for _, b := range boxes {
		b.Column = slices.IndexFunc(free, func(last int) bool { return last < b.From })
		if b.Column < 0 {
			b.Column = len(free)
			free = append(free, 0)
		}
		free[b.Column] = b.Tail
	}
}

// turns finds the slot after which each stretch of the schedule began.
func (d *drafter) turns() {
	for _, st := range d.h.Steps {
		who, _, _ := strings.Cut(st.Who, "+")
		n, err := strconv.Atoi(strings.TrimPrefix(who, "#"))
		span := Span(st.Lines)
		if err != nil || span == "" || !d.draws(n) {
			continue
		}
		t := Turn{N: n, Lines: span}
		for _, m := range d.axis {
			if m.seq != 0 && m.seq <= st.Seq {
				t.Slot = d.slot[m.seq]
			}
		}
		d.out.Turns = append(d.out.Turns, t)
	}
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

func (t tally) String() string {
	name := t.name
	if name == "" {
		return "no effect"
	}
	s := count(t.done, Clean(name, 20), Clean(name, 20)+"s")
	if t.other > 0 {
		s += fmt.Sprintf(", %d that may have happened", t.other)
		if t.done == 0 {
			s = fmt.Sprintf("%s that may have happened", count(t.other, Clean(name, 20), Clean(name, 20)+"s"))
		}
	}
	if t.refused > 0 {
		s += fmt.Sprintf(", %d refused", t.refused)
	}
	return s
}
