package timeline

import (
	"math"
	"slices"
	"strings"
	"time"

	"example.com/idempotency/harness/history"
)

// silence is how long nothing must happen to be shown as a strip, unless the scenario itself says
// that time passes: storms move by single nanoseconds.
const silence = time.Millisecond

// A moment is something of the history that needs a slot.
type moment struct {
	seq  int
	at   time.Duration
	note string
	ends int // the sequence number of the start, where it ends an effect
}

// slots makes the order axis, and turns the sequence numbers in boxes and pills into slots.
func (d *drafter) slots() {
	d.axis = d.moments()
	d.expire()
	passes := map[time.Duration]bool{} // instants to which the scenario moved the clock
	last := time.Duration(0)
	for _, n := range d.h.Notes {
		if moves(n) {
			passes[n.At] = true
			last = max(last, n.At)
		}
	}
	d.slot = map[int]int{}
	before := time.Duration(0)
	for i, m := range d.axis {
		gap := m.at - before
		passed := i > 0 && (gap >= silence || gap > 0 && passes[m.at])
		if passed {
			d.out.Slots = append(d.out.Slots, Slot{At: before, Gap: gap})
		}
		if !passed && i > 0 && m.ends != 0 && d.axis[i-1].seq == m.ends { // an effect that takes no time is one step
			d.slot[m.seq] = len(d.out.Slots) - 1
			continue
		}
		d.out.Slots = append(d.out.Slots, Slot{At: m.at, Note: m.note})
		if m.seq != 0 {
			d.slot[m.seq] = len(d.out.Slots) - 1
		}
		before = max(before, m.at)
	}
	if last > before {
		d.out.Slots = append(d.out.Slots, Slot{At: before, Gap: last - before})
	}
	d.place()
}

// place turns sequence numbers into slots. What has no end goes on to the last slot.
func (d *drafter) place() {
	end := len(d.out.Slots) - 1
	at := func(seq, otherwise int) int {
		if s, ok := d.slot[seq]; ok && seq != 0 {
			return s
		}
		return otherwise
	}
	for i := range d.out.Groups {
		g := &d.out.Groups[i]
		for j := range g.Boxes {
			b := &g.Boxes[j]
			b.From = at(b.From, 0)
			b.To = max(b.From, at(b.To, end))
			b.Tail = max(b.To, at(b.Tail, b.To))
		}
		for j := range g.Pills {
			p := &g.Pills[j]
			p.From = at(p.From, 0)
			p.To = max(p.From, at(p.To, end))
		}
	}
}

// moments lists what is drawn, in order.
func (d *drafter) moments() []moment {
	var out []moment
	seen := map[int]bool{0: true}
	add := func(m history.Moment, note string, ends int) {
		if !seen[m.Seq] {
			seen[m.Seq] = true
			out = append(out, moment{m.Seq, m.At, note, ends})
		}
	}
	for i, a := range d.h.Attempts {
		if d.drawn[i] {
			add(a.Sent, "", 0)
			add(a.EndedAt, "", 0)
			if a.End == history.Left {
				add(a.Returned, "", 0)
			}
		}
	}
	for _, e := range d.h.Effects {
		if d.hasPill(e.N) {
			add(e.Started, "", 0)
			add(e.Ended, "", e.Started.Seq)
		}
	}
	notes := 0
	for _, n := range d.h.Notes {
		switch {
		case moves(n) || n.Kind == history.Cost:
		case notes == mostNotes:
			d.out.Left.Notes++
		default:
			notes++
			add(n.Moment, clipped(note(n), 60), 0)
		}
	}
	slices.SortStableFunc(out, func(a, b moment) int { return a.seq - b.seq })
	return out
}

func (d *drafter) hasPill(n int) bool {
	return slices.ContainsFunc(d.out.Groups, func(g Group) bool {
		return slices.ContainsFunc(g.Pills, func(p Pill) bool { return p.N == n })
	})
}

// moves reports whether a note says that the clock was moved on.
func moves(n history.Note) bool {
	return n.Kind == history.Clock && strings.HasSuffix(n.Text, " later")
}

// A life is the time for which a key is remembered: from the first request that it serves until
// completion + TTL.
type life struct {
	first int // sequence number
	end   time.Duration
}

// lives lists the lives of a group's key, as its effects tell them.
func (d *drafter) lives(id groupID) []life {
	if d.h.TTL == 0 {
		return nil
	}
	var out []life
	var until time.Duration
	for _, e := range d.h.Effects {
		if i := d.home(e); i < 0 || d.ids[i] != id || e.Outcome == history.Refused || e.Again || len(out) > 0 && e.Started.At < until {
			continue
		}
		l := life{first: d.firstSight(id, len(out) > 0, until, e), end: math.MaxInt64}
		if done := max(e.Ended.At, d.returned(e.By)); e.Ended.Happened() && d.h.TTL <= math.MaxInt64-done {
			l.end = done + d.h.TTL
		}
		until = l.end
		out = append(out, l)
	}
	return out
}

func (d *drafter) returned(n int) time.Duration {
	if a := d.h.Attempt(n); a != nil {
		return a.Returned.At
	}
	return 0
}

// firstSight is the first drawn request of the group whose handler was running in this life.
func (d *drafter) firstSight(id groupID, later bool, since time.Duration, e history.Effect) int {
	for i, a := range d.h.Attempts {
		if d.drawn[i] && idOf(a) == id && (!later || a.Sent.At >= since) && a.Sent.Before(e.Started) {
			return a.Sent.Seq
		}
	}
	return e.Started.Seq
}

// expire puts the ends of lives on the axis: before the first moment that is not earlier.
func (d *drafter) expire() {
	for _, id := range d.ids {
		for _, l := range d.lives(id) {
			i := slices.IndexFunc(d.axis, func(m moment) bool { return m.at >= l.end })
			switch {
			case i < 0:
			case d.axis[i].seq == 0 && d.axis[i].at == l.end:
				d.axis[i].note = "keys expire"
			default:
				d.axis = slices.Insert(d.axis, i, moment{at: l.end, note: clipped(id.key, 16) + " expires"})
			}
		}
	}
}

// bands lays the lives of a group's key behind it.
func (d *drafter) bands(g *Group) {
	id := d.ids[slices.IndexFunc(d.out.Groups, func(o Group) bool { return o.Boxes[0].N == g.Boxes[0].N })]
	for _, l := range d.lives(id) {
		b := Band{To: len(d.out.Slots) - 1, Open: true, About: "remembered for ever"}
		b.From = d.slot[l.first]
		if l.end < math.MaxInt64 {
			b.About = "remembered until " + clock(l.end)
			if i := slices.IndexFunc(d.out.Slots, func(s Slot) bool { return s.Gap == 0 && s.At >= l.end }); i >= 0 {
				b.To, b.Open = i, false
			}
		}
		b.To = max(b.From, b.To)
		g.Bands = append(g.Bands, b)
	}
}
