package timeline

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// events lists what happened, in order.
func events(h *history.History, vs []judge.Violation) eventList {
	var out eventList
	for _, a := range h.Attempts {
		out = append(out, ofAttempt(a, blamed(vs).attempt(a.N))...)
	}
	for _, e := range h.Effects {
		out = append(out, ofEffect(h, e, blamed(vs).effect(e.N))...)
	}
	for _, n := range h.Notes {
		out = append(out, event{seq: n.Seq, at: n.At, text: note(n)})
	}
	out = slices.DeleteFunc(out, func(e event) bool { return e.seq == 0 })
	slices.SortStableFunc(out, func(a, b event) int { return a.seq - b.seq })
	return out
}

// A blame says which events prove the first violation: the effects, where it names some, else the
// answers.
type blame judge.Violation

func blamed(vs []judge.Violation) blame {
	if len(vs) == 0 {
		return blame{}
	}
	return blame(vs[0])
}

func (b blame) attempt(n int) bool { return len(b.Effects) == 0 && slices.Contains(b.Attempts, n) }
func (b blame) effect(n int) bool  { return slices.Contains(b.Effects, n) }

func ofAttempt(a history.Attempt, culprit bool) eventList {
	at := func(m history.Moment, text string) event {
		return event{seq: m.Seq, at: m.At, who: fmt.Sprintf("#%d", a.N), text: text, intent: a.Intent}
	}
	sent, ended := at(a.Sent, request(a)), at(a.EndedAt, ending(a))
	sent.sends, ended.culprit = true, culprit
	out := eventList{sent, ended}
	if a.End == history.Left {
		out = append(out, at(a.Returned, "its handler returns"))
	}
	return out
}

func ofEffect(h *history.History, e history.Effect, culprit bool) eventList {
	name := Clean(e.Name, 40) + " " + Clean(e.ID, 40)
	start := event{seq: e.Started.Seq, at: e.Started.At, text: fmt.Sprintf("%s (%s) starts", name, what(e)), culprit: culprit}
	for _, a := range h.Attempts {
		if a.N == e.By || e.By == 0 && a.Mark == e.Mark && !a.Void {
			start.intent = a.Intent
			break
		}
	}
	if e.By != 0 {
		start.who = fmt.Sprintf("#%d", e.By)
	}
	end := start
	end.seq, end.at, end.text, end.ends, end.culprit = e.Ended.Seq, e.Ended.At, name+" "+outcome(e), name, false
	return eventList{start, end}
}

// what is what an effect is about: its mark, without its own name.
func what(e history.Effect) string {
	return Clean(strings.TrimPrefix(e.Mark, e.Name+" "), 40)
}

// note is what the scenario does.
func note(n history.Note) string {
	switch n.Kind {
	case history.Due:
		return "answers are due: " + several(n.Attempts)
	case history.Clock:
		if d, err := time.ParseDuration(strings.TrimSuffix(n.Text, " later")); err == nil {
			return clock(d) + " later"
		}
	}
	return Clean(n.Text, 200)
}

func several(attempts []int) string {
	if len(attempts) > 3 {
		return fmt.Sprintf("%d, from #%d to #%d", len(attempts), attempts[0], attempts[len(attempts)-1])
	}
	var out []string
	for _, n := range attempts {
		out = append(out, fmt.Sprintf("#%d", n))
	}
	return strings.Join(out, ", ")
}

func request(a history.Attempt) string {
	s := Clean(a.Method, 20) + " " + Clean(a.Path, 60)
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
	if id, ok := idIn(a); ok {
		return s + " " + Clean(id, 40)
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

// idIn is the id in the body of a success.
func idIn(a history.Answer) (string, bool) {
	_, rest, ok := strings.Cut(a.Body, `"id":"`)
	if !ok || !a.Success() {
		return "", false
	}
	id, _, ok := strings.Cut(rest, `"`)
	return id, ok
}
