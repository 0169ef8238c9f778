package checkouttest

import (
	"fmt"
	"slices"
	"time"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// looksAgree: while nothing of an order is running, a look at it shows what the bank and the
// warehouse know. What is shown while an outcome is unknown, or after everything was given back, is
// not judged.
func looksAgree(b *books) []judge.Violation {
	var out []judge.Violation
	for _, o := range b.orders {
		for _, a := range o.looks {
			if k, _ := kindOf(a); k != looks || !success(a) || o.running(a) {
				continue
			}
			got, _ := member(a, "status")
			if want := o.statusAt(a); want != "" && got != want {
				out = append(out, judge.Violation{
					Subject: fmt.Sprintf("status of order %q in the answer to #%d", o.id, a.N), Got: fmt.Sprintf("%q", got), Want: fmt.Sprintf("%q", want), Attempts: []int{a.N},
					Likely: "the order's status was set before the outcome was known, or not after it, or by something that moved no money.",
				})
			}
		}
	}
	return out
}

// running reports whether something of the order was in flight while a was: a request, or an effect,
// also one that the server asked for by itself.
func (o *order) running(a history.Attempt) bool {
	es := slices.Concat(o.charges, o.refunded, o.shipments)
	return overlaps(o.attempts, a) || slices.ContainsFunc(es, func(e history.Effect) bool {
		return e.Started.Before(a.EndedAt) && (!e.Ended.Happened() || a.Sent.Before(e.Ended) || a.Sent.At <= e.Ended.At && o.abandoned(e))
	})
}

// abandoned reports whether a client had left that e may have been for.
func (o *order) abandoned(e history.Effect) bool {
	return slices.ContainsFunc(o.attempts, func(a history.Attempt) bool { return a.End == history.Left && a.Sent.Before(e.Started) })
}

// statusAt is what the status must be when a looks at the order; empty: anything.
func (o *order) statusAt(a history.Attempt) string {
	back, paid, doubt := int64(0), false, false
	for _, e := range slices.Concat(o.charges, o.refunded, o.shipments) {
		if e.Started.Before(a.Sent) && e.Name == "refund" && e.Outcome != history.Refused && !e.Again {
			back = plus(back, amountOf(e))
		}
		paid = paid || e.Name == "charge" && e.Started.Before(a.Sent) && known(e, o.charges)
		doubt = doubt || e.Name == "charge" && e.Started.Before(a.Sent) && e.Outcome == history.Unknown
	}
	shipped := ""
	for _, e := range o.shipments {
		if e.Started.Before(a.Sent) && e.Outcome != history.Refused {
			shipped = string(e.Outcome)
		}
	}
	switch {
	case shipped == string(history.Unknown) || back >= o.amount || doubt && !paid:
		return ""
	case shipped != "":
		return "fulfilled"
	case paid:
		return "paid"
	}
	return "pending"
}

// recovery is how long a handler may take to find out what became of an effect of unknown outcome,
// once the bank answers again.
const recovery = time.Minute

// definiteAnswer: a client whose money has moved is told so in the end. It asks again when the bank
// has come back, and gets a success, however the first answer got lost.
func definiteAnswer(b *books) []judge.Violation {
	var out []judge.Violation
	for _, o := range b.orders {
		ttl := time.Duration(0) // an order that nobody knows to be paid is in doubt for as long as it takes
		if slices.ContainsFunc(o.charges, func(e history.Effect) bool { return known(e, o.charges) }) {
			ttl = b.h.TTL
		}
		for _, w := range o.payments {
			if len(told(o.attempts, pays)) == 0 {
				out = append(out, definite("payment of order "+o.id, w.attempts, w.effects, ttl)...)
			}
		}
		for _, w := range o.refunds {
			out = append(out, definite("refund for "+w.attempts[0].Intent, w.attempts, w.effects, b.h.TTL)...)
		}
	}
	return out
}

// definite judges the last of the attempts. A key that may have expired since then is a new one.
func definite(what string, as []history.Attempt, es []history.Effect, ttl time.Duration) []judge.Violation {
	moved := slices.IndexFunc(es, func(e history.Effect) bool { return e.Moved })
	if moved < 0 || len(as) == 0 {
		return nil
	}
	e, last := es[moved], as[len(as)-1]
	switch {
	case last.End != history.Answered || last.Sent.At < e.Ended.At+recovery || overlaps(as, last):
		return nil
	case ttl > 0 && last.Sent.At >= e.Ended.At+ttl:
		return nil
	case slices.ContainsFunc(es, func(f history.Effect) bool {
		return f.Outcome != history.Done && f.Started.Before(last.EndedAt) && f.Ended.At+recovery > last.Sent.At
	}):
		return nil
	case slices.ContainsFunc(as, func(a history.Attempt) bool { return success(a) }):
		return nil
	}
	return []judge.Violation{{
		Subject: fmt.Sprintf("answer to #%d, the last request for the %s", last.N, what), Got: fmt.Sprint(last.Answer.Status), Want: "2xx: the money has moved",
		Attempts: []int{last.N}, Effects: []int{e.N},
		Likely: fmt.Sprintf("%s %s ended without a definite answer, and nobody asked the bank again with the same reference.", e.Name, e.ID),
	}}
}

// onePayment: an order is paid under one key. Only where an outcome was unknown may a second key have
// been the one that ended the doubt.
func onePayment(b *books) []judge.Violation {
	var out []judge.Violation
	for _, o := range b.orders {
		var first *history.Attempt
		for _, a := range inOrderOfAnswers(o.about(pays)) {
			switch {
			case slices.ContainsFunc(o.charges, func(e history.Effect) bool { return e.Outcome == history.Unknown }):
			case first == nil:
				first = &a
			case of(o.payments, *first) != of(o.payments, a):
				out = append(out, judge.Violation{
					Subject: fmt.Sprintf("status of #%d, another payment of order %q", a.N, o.id), Got: fmt.Sprint(a.Answer.Status),
					Want: fmt.Sprintf("409: #%d has paid it", first.N), Attempts: []int{first.N, a.N},
				})
			}
		}
	}
	return out
}
