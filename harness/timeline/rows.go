// Package timeline draws a history: it lays the events out as rows, purely, and prints them.
package timeline

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

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

// Rows lays a history out in the order in which things happened, with the events that prove one
// of the violations marked.
func Rows(h *history.History, vs []judge.Violation) []Row {
	evs := events(h, vs)
	if len(h.Steps) == 0 {
		return evs.rows()
	}
	var out []Row
	for i, st := range h.Steps {
		end := int(^uint(0) >> 1)
		if i+1 < len(h.Steps) {
			end = h.Steps[i+1].Seq
		}
		row := Row{Who: st.Who, Lines: Span(st.Lines)}
		attempt, _, _ := strings.Cut(st.Who, "+")
		var own, after eventList
		for len(evs) > 0 && evs[0].seq <= end {
			e := evs[0]
			evs = evs[1:]
			switch {
			case e.who == attempt:
				own = append(own, e)
			case len(own) == 0:
				out = append(out, e.row())
			default:
				after = append(after, e)
			}
		}
		row.take(own, at(h, st.Seq))
		out = append(append(out, row), after.rows()...)
	}
	return append(out, evs.rows()...)
}

// take makes the row that of the events.
func (r *Row) take(own eventList, otherwise time.Duration) {
	r.At = otherwise
	var texts []string
	for i, e := range own {
		if i == 0 {
			r.At = e.at
		}
		if n := len(texts); n > 0 && e.ends != "" && strings.HasPrefix(texts[n-1], e.ends+" ") {
			texts[n-1] = strings.TrimSuffix(texts[n-1], " starts") + strings.TrimPrefix(e.text, e.ends)
		} else {
			texts = append(texts, e.text)
		}
		r.Culprit = r.Culprit || e.culprit
		r.Intent = e.intent
	}
	r.Text = strings.Join(texts, ", ")
}

type event struct {
	seq     int
	at      time.Duration
	who     string
	text    string
	culprit bool
	intent  string
	ends    string // "charge ch_1", where it is the end of that effect
}

type eventList []event

func (e event) row() Row {
	return Row{At: e.at, Who: e.who, Text: e.text, Culprit: e.culprit, Intent: e.intent}
}

func (l eventList) rows() []Row {
	var out []Row
	for _, e := range l {
		out = append(out, e.row())
	}
	return out
}

// events lists what happened, in order.
func events(h *history.History, vs []judge.Violation) eventList {
	var out eventList
	add := func(m history.Moment, who, text, intent string, culprit bool) {
		if m.Happened() {
			out = append(out, event{seq: m.Seq, at: m.At, who: who, text: text, culprit: culprit, intent: intent})
		}
	}
	for _, a := range h.Attempts {
		who := fmt.Sprintf("#%d", a.N)
		bad := blames(vs, func(v judge.Violation) []int { return v.Attempts }, a.N) && !blamesEffect(vs)
		add(a.Sent, who, request(a), a.Intent, false)
		add(a.EndedAt, who, ending(a), a.Intent, bad)
		if a.End == history.Left && a.Returned.Happened() {
			add(a.Returned, who, "its handler returns", a.Intent, false)
		}
	}
	for _, e := range h.Effects {
		who := ""
		intent := ""
		if e.By != 0 {
			who = fmt.Sprintf("#%d", e.By)
			if a := h.Attempt(e.By); a != nil {
				intent = a.Intent
			}
		}
		bad := blames(vs, func(v judge.Violation) []int { return v.Effects }, e.N)
		add(e.Started, who, fmt.Sprintf("%s %s (%s) starts", e.Name, e.ID, e.Mark), intent, bad)
		add(e.Ended, who, fmt.Sprintf("%s %s %s", e.Name, e.ID, outcome(e)), intent, false)
		if e.Ended.Happened() {
			out[len(out)-1].ends = e.Name + " " + e.ID
		}
	}
	for _, n := range h.Notes {
		if n.Kind != history.Due {
			add(n.Moment, "", n.Text, "", false)
		}
	}
	slices.SortStableFunc(out, func(a, b event) int { return a.seq - b.seq })
	return out
}

func blames(vs []judge.Violation, of func(judge.Violation) []int, n int) bool {
	return len(vs) > 0 && slices.Contains(of(vs[0]), n)
}

func blamesEffect(vs []judge.Violation) bool { return len(vs) > 0 && len(vs[0].Effects) > 0 }

func request(a history.Attempt) string {
	s := a.Method + " " + a.Path
	if a.Caller != "" && a.Caller != "ann" {
		s += " by " + Clean(a.Caller, 20)
	}
	if a.Key != "" {
		s += " " + Clean(a.Key, 24)
	}
	if a.Body != "" {
		s += " " + Clean(a.Body, 44)
	}
	if a.Note != "" {
		s += " (" + Clean(a.Note, 60) + ")"
	}
	return s
}

func ending(a history.Attempt) string {
	switch a.End {
	case history.Left:
		return "its client leaves"
	case history.Dropped:
		if a.Panic != "" {
			return "→ connection closed: panic: " + Clean(a.Panic, 60)
		}
		return "→ connection closed"
	case history.Unanswered:
		return "→ no answer"
	}
	return "→ " + Answer(a.Answer)
}

// Answer is an answer in a few words: its status, and the id or the beginning of its body.
func Answer(a history.Answer) string {
	s := fmt.Sprint(a.Status)
	if _, rest, ok := strings.Cut(a.Body, `"id":"`); ok && a.Success() {
		if id, _, ok := strings.Cut(rest, `"`); ok {
			return s + " " + Clean(id, 40)
		}
	}
	if b := strings.TrimSpace(a.Body); b != "" {
		s += " " + Clean(b, 48)
	}
	return s
}

func outcome(e history.Effect) string {
	switch {
	case e.Panics:
		return "panics"
	case e.Cut:
		return "is cut off: its context ended, it may have happened"
	case e.Outcome == history.Refused:
		return "is refused"
	case e.Outcome == history.Unknown:
		return "fails without a definite answer: it may have happened"
	}
	return "is done"
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

// Span shortens a run of lines: "keys.go:20–31, 40", in the order in which they ran. Lines that
// lie close together ascending are one span.
func Span(lines []string) string {
	var out []string
	file, first, last := "", 0, 0
	flush := func() {
		if file == "" {
			return
		}
		s := fmt.Sprintf("%s:%d", file, first)
		if len(out) > 0 && strings.HasPrefix(out[len(out)-1], file+":") || slices.ContainsFunc(out, func(o string) bool { return strings.HasPrefix(o, file+":") }) {
			s = fmt.Sprint(first)
		}
		if last > first {
			s += fmt.Sprintf("–%d", last)
		}
		out = append(out, s)
	}
	for _, l := range lines {
		i := strings.LastIndexByte(l, ':')
		if i < 0 {
			continue
		}
		var n int
		_, _ = fmt.Sscan(l[i+1:], &n)
		if l[:i] == file && n >= last && n-last <= 12 {
			last = n
			continue
		}
		flush()
		file, first, last = l[:i], n, n
	}
	flush()
	const most = 4
	if len(out) > most {
		out = append(out[:2:2], append([]string{"…"}, out[len(out)-1:]...)...)
	}
	return strings.Join(out, ", ")
}

// Clean makes a handler's or a client's bytes safe to print: control characters and broken UTF-8
// are shown escaped, and what is longer than most runes is cut, with its length.
func Clean(s string, most int) string {
	var b strings.Builder
	n := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if n >= most {
			fmt.Fprintf(&b, "… (%d bytes)", len(s))
			break
		}
		switch {
		case r == utf8.RuneError && size <= 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case r == '\n':
			b.WriteString(`\n`)
		case !unicode.IsPrint(r):
			q := fmt.Sprintf("%q", r)
			b.WriteString(q[1 : len(q)-1])
		default:
			b.WriteRune(r)
		}
		i += size
		n++
	}
	return b.String()
}
