// Package timeline draws a history: it lays the events out as rows, purely, and prints them.
package timeline

import (
	"math"
	"strings"
	"time"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// A Row is one line of a printed history.
type Row struct {
	At      time.Duration
	Who     string // "#1", "" for what the scenario does
	Lines   string // the learner's lines that ran: "keys.go:41–47"
	Text    string
	Culprit bool // this breaks the rule
	Intent  string
}

// Rows lays a history out in the order in which things happened, with the events that prove the
// first of the violations marked.
func Rows(h *history.History, vs []judge.Violation) []Row {
	evs := events(h, vs)
	if len(h.Steps) == 0 {
		return evs.rows()
	}
	var out []Row
	for i, st := range h.Steps {
		end := math.MaxInt
		if i+1 < len(h.Steps) {
			end = h.Steps[i+1].Seq
		}
		attempt, _, _ := strings.Cut(st.Who, "+")
		var before, own, after eventList
		for len(evs) > 0 && evs[0].seq <= end {
			switch e := evs[0]; {
			case e.who == attempt && !e.sends: // sending is the client's
				before, after = append(before, after...), nil
				own = append(own, e)
			case e.seq <= st.Seq:
				before = append(before, e)
			default:
				after = append(after, e)
			}
			evs = evs[1:]
		}
		out = append(out, before.rows()...)
		out = append(out, stretch(h, st, own)...)
		out = append(out, after.rows()...)
	}
	return append(out, evs.rows()...)
}

// stretch makes the rows of one step.
func stretch(h *history.History, st history.Step, own eventList) []Row {
	out, lines := own.rows(), Span(st.Lines)
	if len(out) == 0 {
		if lines == "" {
			return nil
		}
		out = []Row{{At: at(h, st.Seq)}}
	}
	for i := range out {
		out[i].Who = st.Who
	}
	out[0].Lines = lines
	return out
}

type event struct {
	seq     int
	at      time.Duration
	who     string
	text    string
	culprit bool
	intent  string
	sends   bool   // a request is sent
	ends    string // "charge ch_1", where it is the end of that effect
}

type eventList []event

// row joins events of one attempt and one instant.
func (l eventList) row() Row {
	r := Row{At: l[0].at, Who: l[0].who}
	var texts []string
	for _, e := range l {
		if n := len(texts); n > 0 && e.ends != "" && strings.HasPrefix(texts[n-1], e.ends+" ") {
			texts[n-1] = strings.TrimSuffix(texts[n-1], " starts") + strings.TrimPrefix(e.text, e.ends)
		} else {
			texts = append(texts, e.text)
		}
		r.Culprit = r.Culprit || e.culprit
		r.Intent = e.intent
	}
	r.Text = strings.Join(texts, ", ")
	return r
}

// rows makes one row of what an attempt does without a pause; its request stands alone.
func (l eventList) rows() []Row {
	var out []Row
	for len(l) > 0 {
		n := 1
		for n < len(l) && !l[n-1].sends && !l[n].sends && l[n].who != "" && l[n].who == l[0].who && l[n].at == l[0].at {
			n++
		}
		out = append(out, l[:n].row())
		l = l[n:]
	}
	return out
}

// at is the virtual time of a moment.
func at(h *history.History, seq int) time.Duration {
	var t time.Duration
	for _, e := range events(h, nil) {
		if e.seq <= seq {
			t = e.at
		}
	}
	return t
}
