package inflighttest

import (
	"fmt"
	"strings"
	"time"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// RetryAfter: a duplicate that is told to come back is told when: its answer has one Retry-After, a
// whole number of seconds, at least one.
//
// It asks nothing of void attempts: one with another payload need not come back.
func RetryAfter(conflict int) judge.Rule {
	return judge.Rule{Name: "retry-after", Check: func(h *history.History) []judge.Violation {
		var out []judge.Violation
		for _, a := range h.Attempts {
			if a.End != history.Answered || a.Answer.Status != conflict || a.Void {
				continue
			}
			if vs := a.Answer.Header["Retry-After"]; len(vs) != 1 || !seconds(vs[0]) {
				out = append(out, judge.Violation{
					Subject:  fmt.Sprintf("Retry-After of #%d, answered %d", a.N, conflict),
					Got:      fmt.Sprintf("%q", strings.Join(vs, ", ")),
					Want:     "whole seconds, at least 1",
					Attempts: []int{a.N},
				})
			}
		}
		return out
	}}
}

// seconds reports whether s is one or more digits, not all of them zero.
func seconds(s string) bool {
	s = strings.TrimSpace(s)
	return strings.Trim(s, "0123456789") == "" && strings.Trim(s, "0") != ""
}

// instant is how much virtual time a handler may let pass and still answer at once: enough for a
// nap between two tries, too little for a wait.
const instant = 10 * time.Millisecond

// AtOnce: a duplicate that arrives while the effect of its intent is running is answered with the
// code for a conflict, and does not wait until the effect is done.
//
// When both happen at the same virtual time the schedule may have let the effect end before the
// duplicate looked, so that only an answer that virtual time was spent on is called late.
func AtOnce(effect string, conflict int) judge.Rule {
	return judge.Rule{Name: "at-once", Check: func(h *history.History) []judge.Violation {
		var out []judge.Violation
		for _, a := range h.Attempts {
			e := runningAt(h, effect, a)
			if e == nil || a.Void || a.End != history.Answered {
				continue
			}
			v := judge.Violation{
				Subject:  fmt.Sprintf("answer to #%d, sent while %s #%d was running", a.N, effect, e.N),
				Want:     fmt.Sprintf("%d at once", conflict),
				Attempts: []int{a.N}, Effects: []int{e.N},
				Likely: "the duplicate waits for the first request instead of telling its client to come back.",
			}
			switch {
			case a.EndedAt.Before(e.Ended) && a.Answer.Status != conflict:
				v.Got, v.Likely = fmt.Sprint(a.Answer.Status), ""
			case e.Ended.Before(a.EndedAt) && e.Ended.At-a.Sent.At >= instant+h.Slack:
				v.Got = fmt.Sprintf("%d, %v later, when it was done", a.Answer.Status, a.EndedAt.At-a.Sent.At)
			default:
				continue
			}
			out = append(out, v)
		}
		return out
	}}
}

// runningAt returns the effect of a's intent that somebody else was running when a was sent, or nil.
func runningAt(h *history.History, effect string, a history.Attempt) *history.Effect {
	for i := range h.Effects {
		e := &h.Effects[i]
		if e.Name == effect && e.Mark == a.Mark && e.By != a.N && e.Started.Before(a.Sent) && a.Sent.Before(e.Ended) {
			return e
		}
	}
	return nil
}

// arrivesInFlight says that a duplicate has to arrive while a charge is running.
func arrivesInFlight(h *history.History) string {
	for _, a := range h.Attempts {
		if runningAt(h, pay.Effect, a) != nil {
			return ""
		}
	}
	return "no duplicate arrived while the first charge was running"
}

// toldToWait says that a duplicate has to be told to come back, where it arrives while a charge is
// running. Else it need not, but two requests have to be in flight together.
func toldToWait(h *history.History) string {
	if arrivesInFlight(h) != "" {
		return overlap(h)
	}
	for _, a := range h.Attempts {
		if a.End == history.Answered && a.Answer.Status == pay.Conflict {
			return ""
		}
	}
	return fmt.Sprintf("no duplicate was answered %d", pay.Conflict)
}

// overlap says that two requests with one key have to be in flight together.
func overlap(h *history.History) string {
	if h.Overlap() {
		return ""
	}
	return "no two requests with one key were in flight at the same time"
}
