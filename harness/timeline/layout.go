package timeline

import (
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
		span := Clean(Span(st.Lines), 80)
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
