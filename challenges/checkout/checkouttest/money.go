package checkouttest

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"sync"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// rules are what every history of the challenge must obey, most telling first.
func rules() []judge.Rule {
	rule := new(shelf).rule
	return []judge.Rule{
		judge.NoFaults(),
		rule("captured-once", capturedOnce),
		rule("refunded-once", refundedOnce),
		rule("never-more-than-captured", neverMore),
		rule("refund-of-its-charge", ofItsCharge),
		rule("shipped-once", shippedOnce),
		judge.Asked("charge"),
		judge.Asked("refund"),
		judge.Asked("shipment"),
		rule("no-early-success", noEarlySuccess),
		judge.EveryoneAnswered(),
		judge.WantedStatus(),
		rule("same-answer", sameAnswer),
		rule("distinct-answers", distinctAnswers),
		rule("answer-shows", answerShows),
		rule("status-agrees", statusAgrees),
		rule("one-payment", onePayment),
		rule("looks-agree", looksAgree),
		rule("definite-answer", definiteAnswer),
		judge.Due(),
	}
}

// A shelf keeps the books of the history that is being judged, for the rules that ask for them one
// after the other.
type shelf struct {
	mu    sync.Mutex
	books *books
}

// rule makes a rule about the books. It must not change them.
func (s *shelf) rule(name string, check func(b *books) []judge.Violation) judge.Rule {
	return judge.Rule{Name: name, Check: func(h *history.History) []judge.Violation { return check(s.open(h)) }}
}

func (s *shelf) open(h *history.History) *books {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.books == nil || s.books.h != h {
		s.books = open(h)
	}
	return s.books
}

// capturedOnce: the money for an order moves once, whatever keys it is paid under.
func capturedOnce(b *books) []judge.Violation {
	var out []judge.Violation
	for _, o := range b.orders {
		es := slices.DeleteFunc(slices.Clone(o.charges), func(e history.Effect) bool { return !e.Moved })
		if len(es) > 1 {
			out = append(out, judge.Violation{
				Subject: fmt.Sprintf("charges of order %q that moved %s", o.id, o.mark),
				Got:     names(es), Want: "one",
				Effects: []int{es[len(es)-1].N}, Attempts: by(es[1:]), Likely: b.whyTwice(es[0], es[1]),
			})
		}
	}
	return out
}

// refundedOnce: a wish for a refund moves money once in each life of its key.
func refundedOnce(b *books) []judge.Violation {
	var out []judge.Violation
	for _, o := range b.orders {
		for _, w := range o.refunds {
			var last history.Effect
			for _, e := range w.effects {
				if !e.Moved {
					continue
				}
				if last.N != 0 && e.Started.At < last.Ended.At+b.h.TTL {
					out = append(out, judge.Violation{
						Subject: fmt.Sprintf("refunds for %s that moved money", w.attempts[0].Intent),
						Got:     names([]history.Effect{last, e}), Want: "one",
						Effects: []int{e.N}, Attempts: by([]history.Effect{e}), Likely: b.whyTwice(last, e),
					})
				}
				last = e
			}
		}
	}
	return out
}

// whyTwice explains a second movement by how the two stand in time.
func (b *books) whyTwice(first, second history.Effect) string {
	switch {
	case first.Outcome == history.Unknown && first.Ended.Before(second.Started):
		return fmt.Sprintf("%s %s ended without a definite answer, and what was asked for next had another reference, or none: the bank took it for another one.", first.Name, first.ID)
	case second.Started.Before(first.Ended) || b.together(first, second):
		return "two requests ran at the same time and both went to the bank, with different references or none: look and claim in one atomic step, or give both the same reference."
	}
	return "the second request did not find what the first one had stored."
}

// neverMore: what is given back of a charge is never more than was taken, under however many keys.
func neverMore(b *books) []judge.Violation {
	var out []judge.Violation
	for _, o := range b.orders {
		back, es := new(big.Int), []history.Effect(nil)
		for _, e := range o.refunded {
			if e.Moved {
				back.Add(back, big.NewInt(amountOf(e)))
				es = append(es, e)
			}
		}
		if back.Cmp(big.NewInt(o.amount)) > 0 {
			out = append(out, judge.Violation{
				Subject: fmt.Sprintf("money given back of %s for order %q", o.mark, o.id),
				Got:     fmt.Sprintf("%d (%s)", back, names(es)), Want: fmt.Sprintf("%d at most", o.amount),
				Effects: []int{es[len(es)-1].N}, Attempts: by(es),
				Likely: b.whyTooMuch(o, es, back),
			})
		}
	}
	return out
}

// whyTooMuch explains that the refunds es of an order, which moved, are more than was taken.
func (b *books) whyTooMuch(o *order, es []history.Effect, back *big.Int) string {
	last := es[len(es)-1]
	switch {
	case !back.IsInt64():
		return "what was given back and what is asked for were added up: the sum is more than an int64 holds, and a negative one fits. Compare what is asked for with what is left."
	case slices.ContainsFunc(o.refunded, func(e history.Effect) bool { return e.Outcome == history.Unknown && e.Ended.Before(last.Started) }):
		return "a refund of unknown outcome was not counted: keep its amount off what is left until it is known that nothing moved."
	case slices.ContainsFunc(es[:len(es)-1], func(e history.Effect) bool { return last.Started.Before(e.Ended) || b.together(e, last) }):
		return "what is left was looked at before another refund was counted: take a refund's amount off before the bank is asked."
	}
	return "an earlier refund was not counted: compare what is asked for with what is left of the payment, not with what was paid."
}

// together reports whether the requests that ran two effects were in flight at the same time.
func (b *books) together(e, f history.Effect) bool {
	x, y := b.h.Attempt(e.By), b.h.Attempt(f.By)
	return x != nil && y != nil && x.N != y.N && y.Sent.Before(x.Returned) && x.Sent.Before(y.Returned)
}

// plus adds amounts, up to the largest one.
func plus(a, b int64) int64 { return a + min(b, math.MaxInt64-a) }

// amountOf is what a refund gives back: its mark begins with it.
func amountOf(e history.Effect) int64 {
	s, _, _ := strings.Cut(e.Mark, " ")
	n, _ := strconv.ParseInt(s, 10, 64)
	return n
}

// ofItsCharge: a refund names the charge of the payment that it is of.
func ofItsCharge(b *books) []judge.Violation {
	var out []judge.Violation
	for _, e := range b.h.Effects {
		if e.Name != "refund" || b.forbidden(e) || slices.ContainsFunc(b.orders, func(o *order) bool {
			return has(o.refunded, e.ID) && slices.ContainsFunc(o.refunds, func(w *wish) bool { return w.asks(e) })
		}) {
			continue
		}
		out = append(out, judge.Violation{
			Subject: fmt.Sprintf("charge that refund %s (%s) names", e.ID, e.Mark),
			Got:     fmt.Sprintf("%q", e.Of), Want: "the ID of the receipt of the payment's own charge",
			Effects: []int{e.N}, Attempts: by([]history.Effect{e}),
		})
	}
	return out
}

// forbidden reports whether e is what a request asked for that had to be refused: judge.Asked says so.
func (b *books) forbidden(e history.Effect) bool {
	a := b.h.Attempt(e.By)
	return a != nil && a.Void && a.Mark == e.Mark
}

// shippedOnce: an order is shipped once at most, when it was paid and not refunded in full.
func shippedOnce(b *books) []judge.Violation {
	var out []judge.Violation
	for _, o := range b.orders {
		for i, e := range o.shipments {
			got, want := "", ""
			switch earlier := o.shipments[:i]; {
			case slices.ContainsFunc(earlier, func(f history.Effect) bool { return f.Outcome != history.Refused || !f.Ended.Before(e.Started) }):
				got, want = names(o.shipments), "one at most"
			case !slices.ContainsFunc(o.charges, func(c history.Effect) bool { return known(c, o.charges) && c.Ended.Before(e.Started) }):
				got, want = names(o.shipments), "none: it was not paid"
			case o.givenBack(o.fulfilledSince(e)) >= o.amount:
				got, want = names(o.shipments), "none: all of its money had been given back"
			default:
				continue
			}
			out = append(out, judge.Violation{
				Subject: fmt.Sprintf("shipments of order %q", o.id), Got: got, Want: want,
				Effects: []int{e.N}, Attempts: by([]history.Effect{e}),
			})
		}
	}
	return out
}

// fulfilledSince is when the earliest request was sent that may have begun the shipment e.
func (o *order) fulfilledSince(e history.Effect) history.Moment {
	since := e.Started
	for _, a := range o.fulfilment.attempts {
		if a.Sent.Before(since) && (a.N == e.By || e.Started.Before(a.Returned)) {
			since = a.Sent
		}
	}
	return since
}

// givenBack is how much money of the order had moved back before m.
func (o *order) givenBack(m history.Moment) int64 {
	var sum int64
	for _, e := range o.refunded {
		if e.Moved && e.Ended.Before(m) {
			sum = plus(sum, amountOf(e))
		}
	}
	return sum
}

func names(es []history.Effect) string {
	var out []string
	for _, e := range es {
		s := e.ID
		switch {
		case e.Again:
			s += " (again)"
		case e.Outcome != history.Done:
			s += " (" + string(e.Outcome) + ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

func by(es []history.Effect) []int {
	var out []int
	for _, e := range es {
		if e.By != 0 && !slices.Contains(out, e.By) {
			out = append(out, e.By)
		}
	}
	return out
}
