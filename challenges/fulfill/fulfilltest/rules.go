package fulfilltest

import (
	"fmt"
	"slices"
	"strings"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// rules are what every history of the challenge must obey, most telling first.
func rules() []judge.Rule {
	return []judge.Rule{
		judge.NoFaults(),
		oneEffect(),
		judge.Asked("shipment"),
		judge.Asked("refund"),
		noEarlySuccess(),
		oneWinner(),
		judge.EveryoneAnswered(),
		judge.WantedStatus(),
		orderShown(),
		sameOrder(),
		statusAgrees(),
		judge.Due(),
	}
}

// oneEffect: an order is shipped or refunded once, and only when it was paid. A shipment or refund
// may begin only where every earlier one of the order has definitely been refused.
func oneEffect() judge.Rule {
	return judge.Rule{Name: "one-effect", Check: func(h *history.History) []judge.Violation {
		var out []judge.Violation
		for _, l := range lives(h) {
			bad := l.excess()
			if len(bad) == 0 {
				continue
			}
			v := judge.Violation{
				Subject: fmt.Sprintf("shipments and refunds of order %q", l.id),
				Got:     names(l.effects),
				Want:    "one at most",
			}
			if l.given != "paid" {
				v.Want = fmt.Sprintf("none: it was %s", l.given)
			}
			for _, e := range bad {
				v.Effects = append(v.Effects, e.N)
				if e.By != 0 && !slices.Contains(v.Attempts, e.By) {
					v.Attempts = append(v.Attempts, e.By)
				}
			}
			v.Likely = l.whyTwice(h, bad[0])
			out = append(out, v)
		}
		return out
	}}
}

// excess lists the effects that should not have begun.
func (l *life) excess() []history.Effect {
	var out []history.Effect
	for i, e := range l.effects {
		bad := l.given != "paid"
		for _, f := range l.effects[:i] {
			bad = bad || f.Outcome != history.Refused || !f.Ended.Before(e.Started)
		}
		if bad {
			out = append(out, e)
		}
	}
	return out
}

func names(es []history.Effect) string {
	var out []string
	for _, e := range es {
		s := e.Name + " " + e.ID
		if e.Outcome == history.Refused {
			s += " (refused)"
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

// whyTwice explains an effect that should not have begun.
func (l *life) whyTwice(h *history.History, e history.Effect) string {
	if l.given != "paid" {
		return "the order's status was not looked at before the " + e.Name + "."
	}
	i := slices.IndexFunc(l.effects, func(x history.Effect) bool { return x.N == e.N })
	f := l.effects[i-1]
	a, b := h.Attempt(f.By), h.Attempt(e.By)
	switch {
	case f.Outcome == history.Unknown && f.Ended.Before(e.Started):
		return fmt.Sprintf("%s %s ended without a definite answer: it may have happened, so that the order may be neither shipped nor refunded any more.", f.Name, f.ID)
	case a != nil && b != nil && a.N != b.N && b.Sent.Before(f.Ended):
		return fmt.Sprintf("#%d and #%d both found the order paid before either had claimed it: the look at the status and the claim must be one atomic step.", a.N, b.N)
	case e.Started.Before(f.Ended):
		return "two requests for one order ran at the same time, and both began."
	}
	return fmt.Sprintf("the status that the order had after %s %s was not stored, or not looked at.", f.Name, f.ID)
}

// noEarlySuccess: nobody is told that a paid order is fulfilled before its shipment is done, or
// cancelled before its refund is.
func noEarlySuccess() judge.Rule {
	return judge.Rule{Name: "no-early-success", Check: func(h *history.History) []judge.Violation {
		var out []judge.Violation
		for _, l := range lives(h) {
			for _, a := range l.attempts {
				g := goalOf(a)
				if a.End != history.Answered || !a.Answer.Success() || l.given != "paid" || l.done(g.effect, a.EndedAt) {
					continue
				}
				out = append(out, judge.Violation{
					Subject:  fmt.Sprintf("%ss of order %q done when #%d was answered %d", g.effect, l.id, a.N, a.Answer.Status),
					Got:      "0",
					Want:     "1",
					Attempts: []int{a.N},
					Likely:   fmt.Sprintf("the order is said to be %s before its %s has succeeded, or though it has not.", g.status, g.effect),
				})
			}
		}
		return out
	}}
}

// oneWinner: of the requests for a paid order that are in flight together one goes ahead: they do
// not all make way for each other.
func oneWinner() judge.Rule {
	return judge.Rule{Name: "one-winner", Check: func(h *history.History) []judge.Violation {
		var out []judge.Violation
		for _, l := range lives(h) {
			for _, p := range l.periods() {
				if l.given != "paid" || l.moved(p) {
					continue
				}
				v := judge.Violation{
					Subject: fmt.Sprintf("shipments and refunds that began for order %q, which was paid", l.id),
					Got:     "none",
					Want:    "one",
				}
				for _, a := range p.attempts {
					v.Attempts = append(v.Attempts, a.N)
				}
				out = append(out, v)
			}
		}
		return out
	}}
}

// moved reports whether the order had been worked on by the end of p, or need not have been: a client
// that left may have taken its request with it.
func (l *life) moved(p period) bool {
	for _, a := range p.attempts {
		if a.End != history.Answered || slices.ContainsFunc(l.effects, func(e history.Effect) bool { return l.lingers(e, a) }) {
			return true
		}
	}
	for _, e := range l.effects {
		if e.Started.Before(p.to) && (e.Outcome != history.Refused || p.from.Before(e.Started)) {
			return true
		}
	}
	return false
}

// statusAgrees: each answer is one that the order's state admits at some time while its client
// waits. See life for the words.
func statusAgrees() judge.Rule {
	return judge.Rule{Name: "status-agrees", Check: func(h *history.History) []judge.Violation {
		var out []judge.Violation
		for _, l := range lives(h) {
			for _, a := range l.attempts {
				if a.End != history.Answered || len(a.Want) > 0 && !slices.Contains(a.Want, a.Answer.Status) {
					continue
				}
				if want, likely := l.disagrees(a); want != "" {
					out = append(out, judge.Violation{
						Subject:  fmt.Sprintf("status of #%d", a.N),
						Got:      fmt.Sprint(a.Answer.Status),
						Want:     want,
						Attempts: []int{a.N},
						Likely:   likely,
					})
				}
			}
		}
		return out
	}}
}

// disagrees says what the status of a should have been, and perhaps why it was not.
func (l *life) disagrees(a history.Attempt) (want, likely string) {
	g := goalOf(a)
	unknown, panicked := l.doubtful(a.EndedAt)
	switch s := a.Answer.Status; {
	case s == 200 && l.given != "paid" && l.given != g.status:
		return fmt.Sprintf("409: the order was %s", l.given), "the order's status was not looked at."
	case s == 200:
		return "", ""
	case s == 409 && (l.busy(a) || l.closed(a)), (s == 409 || s == 502) && l.gaveUp(a):
		return "", ""
	case s == 409:
		return "not 409: nothing else was running, and the order could be " + g.status, "the mark that the order is being worked on outlived that work, or the order did not get its status."
	case s == g.refuse && l.refused(g.effect, a):
		return "", ""
	case s == 402 || s == 422:
		return fmt.Sprintf("not %d: no %s was refused while it waited", s, g.effect), "the answer to another request was stored, or shared: a refusal leaves the order paid."
	case s == 502 && unknown, s >= 500 && panicked:
		return "", ""
	case s >= 500:
		return fmt.Sprintf("not %d: what happened is known", s), ""
	}
	return fmt.Sprintf("200, 409, %d or 502", g.refuse), ""
}
