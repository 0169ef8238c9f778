package judge

import (
	"fmt"
	"slices"

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
	return slices.ContainsFunc(effectsOf(h, a.Intent), func(e history.Effect) bool {
		return e.By != a.N && e.Started.Before(a.EndedAt) && a.Sent.Before(e.Ended) || detached(h, a, e)
	})
}

// detached reports whether a may have met the work that an attempt of its intent left behind when
// its client went away: a goroutine that was about to start e, or to record how it ended. Neither
// takes virtual time, so that it was at the instant of e.
func detached(h *history.History, a history.Attempt, e history.Effect) bool {
	if e.Started.At > a.EndedAt.At || e.Ended.Happened() && a.Sent.At > e.Ended.At+h.Slack {
		return false
	}
	return slices.ContainsFunc(h.OfIntent(a.Intent), func(b history.Attempt) bool {
		return b.N != a.N && asks(b) && b.End == history.Left && b.Sent.Before(a.EndedAt) && b.Sent.Before(e.Started)
	})
}

// RefusedOnlyWhenRefused: the status that says "refused" is given to an attempt only when the
// effect of its intent was refused while that attempt was waiting, or was sent while those that
// waited had not been answered yet; it is never replayed.
func RefusedOnlyWhenRefused(code int) Rule {
	return Rule{Name: "refused-only-when-refused", Check: func(h *history.History) []Violation {
		return statusNeeds(h, code, "when nothing was refused while it waited",
			"the "+fmt.Sprint(code)+" of an earlier attempt was stored: a refused effect frees the key.",
			func(a history.Attempt, e history.Effect) bool {
				return e.Outcome == history.Refused && e.Ended.Before(a.EndedAt) &&
					(a.Sent.Before(e.Ended) || stillThere(h, a, e) || detached(h, a, e))
			})
	}}
}

// stillThere reports whether an attempt that saw e end was running when a was sent: it may not
// have freed the key yet.
func stillThere(h *history.History, a history.Attempt, e history.Effect) bool {
	return slices.ContainsFunc(h.OfIntent(a.Intent), func(b history.Attempt) bool {
		return b.N != a.N && asks(b) && b.Sent.Before(e.Ended) && a.Sent.Before(b.Returned)
	})
}

// UnknownOnlyWhenUnknown: 502 is given only when the outcome of the intent's effect is unknown.
func UnknownOnlyWhenUnknown(code int) Rule {
	return Rule{Name: "unknown-only-when-unknown", Check: func(h *history.History) []Violation {
		return statusNeeds(h, code, "when no outcome of its effect was unknown",
			fmt.Sprint(code)+" says that the effect may have happened: it is for an error that is no refusal.",
			func(a history.Attempt, e history.Effect) bool {
				return (e.Outcome == history.Unknown || e.Panics) && e.Started.Before(a.EndedAt)
			})
	}}
}

// statusNeeds demands an effect of its intent that is enough for each attempt that got the code.
func statusNeeds(h *history.History, code int, when, likely string, enough func(history.Attempt, history.Effect) bool) []Violation {
	var out []Violation
	for _, a := range h.Attempts {
		if a.End != history.Answered || a.Answer.Status != code || len(a.Want) > 0 ||
			slices.ContainsFunc(effectsOf(h, a.Intent), func(e history.Effect) bool { return enough(a, e) }) {
			continue
		}
		out = append(out, Violation{
			Subject:  fmt.Sprintf("status of #%d, %s", a.N, when),
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
			for _, e := range effectsOf(h, a.Intent) {
				if e.Outcome != history.Unknown || !e.Ended.Before(a.Sent) || !askedOnlyBy(h, a.Intent, e) {
					continue
				}
				ok := a.Answer.Status == code || e.Panics && a.Answer.Status >= 500
				if !ok && !inFlight(h, a) {
					out = append(out, Violation{
						Subject:  fmt.Sprintf("status of #%d, after %s ended without a definite answer", a.N, title(e)),
						Got:      status(a.Answer),
						Want:     fmt.Sprint(code),
						Attempts: []int{a.N},
						Likely:   "the key was free again, or its mark \"in flight\" stayed: an outcome that is not known has to be recorded as the answer.",
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
			if a.End != history.Answered || len(a.Want) > 0 || slices.Contains(codes, a.Answer.Status) {
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
			v := Violation{Subject: faultSubjects[f.Kind], Got: f.Text, Want: "none", Likely: faultCauses[f.Kind]}
			if v.Subject == "" {
				v.Subject = string(f.Kind)
			}
			if f.Where != "" {
				v.Got += " at " + f.Where
			}
			out = append(out, v)
		}
		for _, a := range h.Attempts {
			if a.Answer.Late {
				out = append(out, Violation{
					Subject: fmt.Sprintf("writes to the answer of #%d after its handler had returned", a.N), Got: "1", Want: "0", Attempts: []int{a.N},
					Likely: "a goroutine keeps the ResponseWriter; wait for it, or give it a buffer.",
				})
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
	history.Flood:    "answers longer than a client takes",
	history.Death:    "ends of the server's process in this scenario",
}

var faultCauses = map[history.FaultKind]string{
	history.Crash:    "a goroutine of its own has nobody to recover its panic: it recovers itself, and records that the outcome is unknown.",
	history.Leak:     "a goroutine waits for something that does not come; it has to end with the context that New was given.",
	history.Race:     "two requests touch the same memory without synchronisation: guard both lines with one lock, or give each request a copy.",
	history.Deadlock: "a lock is taken twice, or two locks in different orders, or nobody is at the other end of a channel.",
	history.Stuck:    "a loop asks again and again without a pause: wait on a channel, or sleep between two looks.",
	history.Flood:    "a loop writes again and again, or a buffer grows with each request.",
}
