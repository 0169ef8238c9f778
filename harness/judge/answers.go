package judge

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"example.com/idempotency/harness/history"
)

// EveryoneAnswered: each client that waited got an answer. A connection may be closed without one
// only where an effect of the same intent panicked.
func EveryoneAnswered() Rule {
	return Rule{Name: "everyone-answered", Check: func(h *history.History) []Violation {
		var out []Violation
		for _, a := range h.Attempts {
			v := Violation{Attempts: []int{a.N}, Subject: fmt.Sprintf("answer to #%d", a.N), Want: "an answer"}
			switch {
			case a.End == history.Unanswered:
				v.Got = "none for " + patience(a)
				v.Likely = waitsFor(h, a)
			case a.Lost != "" && a.End == history.Dropped:
				v.Got = "no answer: " + a.Lost
			case a.End == history.Dropped && !panicked(h, a.Intent, a):
				v.Got = "connection closed"
				if a.Panic != "" {
					v.Got += ": the handler panicked: " + a.Panic
				} else {
					v.Got += ": the handler's goroutine ended without returning"
				}
				if a.Where != "" {
					v.Got += " (" + a.Where + ")"
				}
			default:
				continue
			}
			out = append(out, v)
		}
		return out
	}}
}

func patience(a history.Attempt) string {
	return fmt.Sprint(a.EndedAt.At - a.Sent.At)
}

func waitsFor(h *history.History, a history.Attempt) string {
	if a.Where == "" {
		return ""
	}
	for _, e := range h.Effects {
		b := h.Attempt(e.By)
		if b != nil && b.Intent != a.Intent && e.Started.Before(a.Sent) && (!e.Ended.Happened() || a.EndedAt.Before(e.Ended)) {
			return fmt.Sprintf("the handler waits at %s while the %s of #%d is held: for a lock, or a turn, that #%d keeps until that has ended.", a.Where, e.Name, b.N, b.N)
		}
	}
	return fmt.Sprintf("the handler waits at %s for something that never comes.", a.Where)
}

// panicked reports whether an effect of the intent panicked before a's end.
func panicked(h *history.History, intent string, a history.Attempt) bool {
	for _, e := range effectsOf(h, intent) {
		if e.Panics && e.Started.Before(a.EndedAt) {
			return true
		}
	}
	return false
}

// WantedStatus: where the scenario says which statuses an attempt may get, it got one of them.
func WantedStatus() Rule {
	return Rule{Name: "wanted-status", Check: func(h *history.History) []Violation {
		var out []Violation
		own := owning(h)
		for _, a := range h.Attempts {
			if a.End != history.Answered || len(a.Want) == 0 || slices.Contains(a.Want, a.Answer.Status) {
				continue
			}
			out = append(out, Violation{
				Subject:  fmt.Sprintf("status of #%d (%s)", a.N, describe(a)),
				Got:      status(a.Answer),
				Want:     oneOf(a.Want),
				Attempts: []int{a.N},
				Likely:   cutOff(own(a.Intent), a),
			})
		}
		return out
	}}
}

// cutOff names the effect, of those of a's intent, that its context ended before a was answered.
func cutOff(es []history.Effect, a history.Attempt) string {
	for _, e := range es {
		if e.Cut && e.Ended.Before(a.EndedAt) {
			return title(e) + " was cut off when its context ended: that must be neither a request's nor one that may end early."
		}
	}
	return ""
}

func describe(a history.Attempt) string {
	switch {
	case a.Note != "":
		return a.Note
	case a.Key != "":
		return fmt.Sprintf("key %q", short(a.Key))
	}
	return a.Method + " " + a.Path
}

func status(a history.Answer) string {
	if s := strings.TrimSpace(a.Body); s != "" && !a.Success() {
		return fmt.Sprintf("%d %s", a.Status, short(s))
	}
	return fmt.Sprint(a.Status)
}

// short is the beginning of s in valid UTF-8, so that it stays what it is when it is written as JSON.
func short(s string) string {
	const most = 60
	if len(s) <= most {
		return legible(s)
	}
	cut := most
	for cut > most-utf8.UTFMax && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return fmt.Sprintf("%s… (%d bytes)", legible(s[:cut]), len(s))
}

// legible shows bytes that are no UTF-8 as \xff.
func legible(s string) string {
	var b strings.Builder
	for i, r := range s {
		if _, size := utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError && size == 1 {
			fmt.Fprintf(&b, `\x%02x`, s[i])
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func oneOf(codes []int) string {
	var out []string
	for _, c := range codes {
		out = append(out, fmt.Sprint(c))
	}
	return strings.Join(out, " or ")
}
