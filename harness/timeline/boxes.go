package timeline

import (
	"fmt"
	"slices"
	"strings"

	"example.com/idempotency/harness/history"
)

// box lays out one request; its slots are still sequence numbers.
func (d *drafter) box(a history.Attempt) Box {
	b := Box{
		N: a.N, From: a.Sent.Seq, To: a.EndedAt.Seq, Tail: a.EndedAt.Seq, Culprit: d.blamesAttempt(a.N),
		Request: fmt.Sprintf("#%d %s", a.N, brief(a)), Method: fmt.Sprintf("#%d %s", a.N, Clean(a.Method, 8)), Short: fmt.Sprintf("#%d", a.N), Answer: brieflyEnds(a),
		Lines: stretches(d.h, a.N),
	}
	b.Ran = slices.ContainsFunc(d.h.Effects, func(e history.Effect) bool { return e.By == a.N })
	if a.End == history.Left && a.Returned.Seq > a.EndedAt.Seq {
		b.Tail = a.Returned.Seq
	}
	switch {
	case a.End != history.Answered:
		b.Class = Loses
	case b.Ran:
		b.Class = Runs
	case a.Answer.Status >= 400:
		b.Class = Refuses
	default:
		b.Class = Replays
	}
	b.About = about(a, b)
	return b
}

func (d *drafter) pill(e history.Effect) Pill {
	p := Pill{
		N: e.N, By: e.By, From: e.Started.Seq, To: e.Ended.Seq, Name: Clean(e.Name, 20), ID: Clean(e.ID, 20),
		Outcome: e.Outcome, Again: e.Again, Culprit: d.blamesEffect(e.N),
	}
	p.About = fmt.Sprintf("%s %s (%s) %s", p.Name, p.ID, what(e), outcome(e))
	if e.By != 0 {
		p.About = fmt.Sprintf("#%d: %s", e.By, p.About)
	}
	if !e.Ended.Happened() {
		p.Outcome = history.Unknown
		p.About = strings.TrimSuffix(p.About, outcome(e)) + "does not end"
	}
	if e.Where != "" {
		p.About += "\ncalled at " + Clean(e.Where, 60)
	}
	return p
}

func (d *drafter) blamesAttempt(n int) bool {
	for _, v := range d.vs {
		if slices.Contains(v.Attempts, n) {
			return true
		}
	}
	return false
}

func (d *drafter) blamesEffect(n int) bool {
	for _, v := range d.vs {
		if slices.Contains(v.Effects, n) {
			return true
		}
	}
	return false
}

// brief is a request in a few words: "POST k1", or with its path where it has no key.
func brief(a history.Attempt) string {
	s := Clean(a.Method, 8) + " "
	if a.Key == "" {
		s += clipped(a.Path, 28)
	} else {
		s += clipped(a.Key, 16)
	}
	return s
}

// brieflyEnds is how a request ended, in a few words.
func brieflyEnds(a history.Attempt) string {
	switch a.End {
	case history.Answered:
		s := fmt.Sprint(a.Answer.Status)
		if id, ok := idIn(a.Answer); ok {
			s += " " + clipped(id, 16)
		}
		return s
	case history.Dropped:
		if a.Panic != "" {
			return "panics"
		}
		return "closed"
	case history.Left:
		return "client leaves"
	case history.Unanswered:
		return "no answer"
	}
	return "running"
}

// clipped is Clean without the length, for where there is no room.
func clipped(s string, most int) string {
	if i := strings.LastIndex(Clean(s, most), "… ("); i >= 0 && len([]rune(s)) > most {
		return Clean(s, most)[:i] + "…"
	}
	return Clean(s, most)
}

// stretches are the lines that the goroutines of a request ran, a span for each time it had its turn.
func stretches(h *history.History, n int) []string {
	const most = 8
	var out []string
	for _, st := range h.Steps {
		who, _, _ := strings.Cut(st.Who, "+")
		span := Clean(Span(st.Lines), 80)
		if who != fmt.Sprintf("#%d", n) || span == "" {
			continue
		}
		if st.Who != who {
			span += " in " + Clean(st.Who, 20)
		}
		if len(out) == most {
			out[most-1] = "…"
			return out
		}
		out = append(out, span)
	}
	return out
}

// about is all that is known about a request, for those who point at it.
func about(a history.Attempt, b Box) string {
	lines := []string{fmt.Sprintf("#%d %s", a.N, request(a)), ending(a)}
	if !a.EndedAt.Happened() {
		lines[1] = "was still running at the end"
	}
	if b.Culprit {
		lines = append(lines, "breaks the promise")
	}
	at := "sent at " + clock(a.Sent.At)
	if a.EndedAt.Happened() && a.EndedAt.At != a.Sent.At {
		at += ", ended at " + clock(a.EndedAt.At)
	}
	lines = append(lines, at)
	if len(b.Lines) > 0 {
		lines = append(lines, "ran "+strings.Join(b.Lines, ", then "))
	}
	if a.Where != "" {
		lines = append(lines, "was at "+Clean(a.Where, 80))
	}
	return strings.Join(lines, "\n")
}
