package judge

import (
	"fmt"

	"example.com/idempotency/harness/history"
)

// ConflictOnlyInFlight: 409 means that another attempt of the same intent is running. It is given
// only while that is so: an attempt of the intent overlaps, or its effect does.
func ConflictOnlyInFlight(code int) Rule {
	return Rule{Name: "conflict-only-in-flight", Check: func(h *history.History) []Violation {
		var out []Violation
		for _, a := range h.Attempts {
			if a.End != history.Answered || a.Answer.Status != code || len(a.Want) > 0 || a.Void || inFlight(h, a) {
				continue
			}
			out = append(out, Violation{
				Subject:  fmt.Sprintf("status of #%d, when nothing else with its key was running", a.N),
				Got:      status(a.Answer),
				Want:     "not " + fmt.Sprint(code),
				Attempts: []int{a.N},
				Likely:   "the mark \"in flight\" outlived the request that set it, or the answer 409 itself was stored.",
			})
		}
		return out
	}}
}

func inFlight(h *history.History, a history.Attempt) bool {
	for _, b := range h.OfIntent(a.Intent) {
		if b.N != a.N && b.Sent.Before(a.EndedAt) && a.Sent.Before(b.Returned) {
			return true
		}
	}
	for _, e := range effectsOf(h, marksOf(h, a.Intent)) {
		if e.Started.Before(a.EndedAt) && a.Sent.Before(e.Ended) {
			return true
		}
	}
	return false
}

// RefusedOnlyWhenRefused: the status that says "refused" is given to an attempt only when the
// effect of its intent was refused while that attempt was waiting; it is never replayed.
func RefusedOnlyWhenRefused(code int) Rule {
	return Rule{Name: "refused-only-when-refused", Check: func(h *history.History) []Violation {
		return statusNeeds(h, code, "the "+fmt.Sprint(code)+" of an earlier attempt was stored: a refused effect frees the key.",
			func(a history.Attempt, e history.Effect) bool {
				return e.Outcome == history.Refused && a.Sent.Before(e.Ended) && e.Ended.Before(a.EndedAt)
			})
	}}
}

// UnknownOnlyWhenUnknown: 502 is given only when the outcome of the intent's effect is unknown.
func UnknownOnlyWhenUnknown(code int) Rule {
	return Rule{Name: "unknown-only-when-unknown", Check: func(h *history.History) []Violation {
		return statusNeeds(h, code, "",
			func(a history.Attempt, e history.Effect) bool {
				return (e.Outcome == history.Unknown || e.Panics) && e.Started.Before(a.EndedAt)
			})
	}}
}

func statusNeeds(h *history.History, code int, likely string, enough func(history.Attempt, history.Effect) bool) []Violation {
	var out []Violation
next:
	for _, a := range h.Attempts {
		if a.End != history.Answered || a.Answer.Status != code || len(a.Want) > 0 {
			continue
		}
		for _, e := range effectsOf(h, marksOf(h, a.Intent)) {
			if enough(a, e) {
				continue next
			}
		}
		out = append(out, Violation{
			Subject:  fmt.Sprintf("status of #%d, whose effect did not end so", a.N),
			Got:      status(a.Answer),
			Want:     "not " + fmt.Sprint(code),
			Attempts: []int{a.N},
			Likely:   likely,
		})
	}
	return out
}

// UnknownSticks: once the outcome of an effect is unknown, that is the answer: an attempt that is
// sent later gets the same code; after a panic any 5xx or a closed connection will do.
func UnknownSticks(code int) Rule {
	return Rule{Name: "unknown-sticks", Check: func(h *history.History) []Violation {
		var out []Violation
		for _, a := range h.Attempts {
			if a.End != history.Answered || a.Void || len(a.Want) > 0 {
				continue
			}
			for _, e := range effectsOf(h, marksOf(h, a.Intent)) {
				if e.Outcome != history.Unknown || !e.Ended.Before(a.Sent) {
					continue
				}
				ok := a.Answer.Status == code || e.Panics && a.Answer.Status >= 500
				if !ok && !inFlight(h, a) {
					out = append(out, Violation{
						Subject:  fmt.Sprintf("status of #%d, after %s #%d ended without a definite answer", a.N, e.Name, e.N),
						Got:      status(a.Answer),
						Want:     fmt.Sprint(code),
						Attempts: []int{a.N},
						Effects:  []int{e.N},
					})
				}
				break
			}
		}
		return out
	}}
}

// KnownStatus: every answer is one of those that the challenge's API has; 5xx beyond the code for
// an unknown outcome is admitted only where an effect panicked.
func KnownStatus(codes ...int) Rule {
	return Rule{Name: "known-status", Check: func(h *history.History) []Violation {
		var out []Violation
		for _, a := range h.Attempts {
			if a.End != history.Answered || len(a.Want) > 0 || contains(codes, a.Answer.Status) {
				continue
			}
			if a.Answer.Status >= 500 && panicked(h, a.Intent, a) {
				continue
			}
			out = append(out, Violation{
				Subject:  fmt.Sprintf("status of #%d", a.N),
				Got:      status(a.Answer),
				Want:     oneOf(codes),
				Attempts: []int{a.N},
			})
		}
		return out
	}}
}

func contains(codes []int, c int) bool {
	for _, x := range codes {
		if x == c {
			return true
		}
	}
	return false
}

// Due: the attempts that a Due note lists had ended by then.
func Due() Rule {
	return Rule{Name: "no-queue", Check: func(h *history.History) []Violation {
		var out []Violation
		for _, n := range h.Notes {
			if n.Kind != history.Due {
				continue
			}
			var late []int
			for _, i := range n.Attempts {
				if a := h.Attempt(i); a != nil && !a.EndedAt.Before(n.Moment) {
					late = append(late, i)
				}
			}
			if len(late) > 0 {
				out = append(out, Violation{
					Subject:  fmt.Sprintf("requests answered %s", n.Text),
					Got:      fmt.Sprintf("%d of %d", len(n.Attempts)-len(late), len(n.Attempts)),
					Want:     "all",
					Attempts: late,
					Likely:   "a lock that all keys share is held across the effect, or a request waits for one with another key.",
				})
			}
		}
		return out
	}}
}

// NoFaults: no goroutine crashed, none is left, nothing is stuck, no race was reported, nobody
// wrote an answer after its handler had returned.
func NoFaults() Rule {
	return Rule{Name: "no-faults", Check: func(h *history.History) []Violation {
		var out []Violation
		for _, f := range h.Faults {
			v := Violation{Subject: faultSubjects[f.Kind], Got: f.Text, Want: "none"}
			if f.Where != "" {
				v.Got += " at " + f.Where
			}
			out = append(out, v)
		}
		for _, a := range h.Attempts {
			if a.Answer.Late {
				out = append(out, Violation{Subject: fmt.Sprintf("writes to the answer of #%d after its handler had returned", a.N), Got: "1", Want: "0", Attempts: []int{a.N},
					Likely: "a goroutine keeps the ResponseWriter; wait for it, or give it a buffer."})
			}
		}
		return out
	}}
}

var faultSubjects = map[history.FaultKind]string{
	history.Crash:    "panics outside of a request, which end the process",
	history.Leak:     "goroutines left after the server's context ended",
	history.Race:     "data races",
	history.Deadlock: "deadlocks",
	history.Stuck:    "loops without end",
}
