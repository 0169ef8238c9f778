package checkouttest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// A tale is a history told one event after the other, each a second after the one before.
type tale struct {
	h   history.History
	seq int
	at  time.Duration
}

func (t *tale) now() history.Moment {
	t.seq++
	t.at += time.Second
	return history.Moment{Seq: t.seq, At: t.at}
}

// ask sends r, which runs the effects and is answered.
func (t *tale) ask(r harness.Request, status int, body string, es ...history.Effect) *tale {
	a := history.Attempt{
		N: len(t.h.Attempts) + 1, Intent: r.Method + r.Path + r.Key, Mark: r.Mark, Method: r.Method, Path: r.Path, Caller: r.Caller, Key: r.Key, Body: r.Body,
		Sent: t.now(), End: history.Answered, Answer: history.Answer{Status: status, Body: body, Size: int64(len(body))},
	}
	for _, e := range es {
		e.N, e.By, e.Started, e.Ended = len(t.h.Effects)+1, a.N, t.now(), t.now()
		t.h.Effects = append(t.h.Effects, e)
	}
	a.EndedAt = t.now()
	a.Returned = a.EndedAt
	t.h.Attempts = append(t.h.Attempts, a)
	return t
}

// later lets time pass.
func (t *tale) later(d time.Duration) *tale {
	t.at += d
	return t
}

func effect(name, mark, id string, o history.Outcome, moved bool) history.Effect {
	return history.Effect{Name: name, Mark: mark, ID: id, Outcome: o, Moved: moved}
}

var (
	taken   = effect("charge", "100 USD", "ch_1", history.Done, true)
	lost    = effect("charge", "100 USD", "ch_1", history.Unknown, true)
	again   = history.Effect{Name: "charge", Mark: "100 USD", ID: "ch_1", Outcome: history.Done, Again: true}
	second  = effect("charge", "100 USD", "ch_2", history.Done, true)
	refused = effect("charge", "100 USD", "ch_1", history.Refused, false)
	parcel  = effect("shipment", "o1", "sh_1", history.Done, true)
	astray  = effect("shipment", "o1", "sh_1", history.Unknown, true)
)

func back(n int, id string, o history.Outcome) history.Effect {
	e := effect("refund", fmt.Sprint(n, " back"), id, o, o != history.Refused)
	e.Of = "ch_1"
	return e
}

// unmoved is a refund whose call was lost on its way to the bank.
var unmoved = history.Effect{Name: "refund", Mark: "40 back", ID: "re_3", Of: "ch_1", Outcome: history.Unknown}

const (
	theOrder   = `{"id":"o1","items":[{"sku":"book","quantity":1}],"amount":100,"currency":"USD","status":"pending"}`
	thePayment = `{"id":"p1","order":"o1","amount":100,"currency":"USD","status":"completed"}`
	isShipped  = `{"order":{"id":"o1","status":"fulfilled","fulfilledAt":"2026-01-02T15:04:05Z"}}`
	isPaid     = `{"id":"o1","status":"paid"}`
	isOpen     = `{"id":"o1","status":"pending"}`
	failed     = `{"error":"no"}`
	theRefund  = `{"id":"re_%d","payment":"p1","amount":%d}`
)

// made begins a tale with an order, bought with one that is paid.
func made() *tale   { return (&tale{h: history.History{TTL: day}}).ask(create("k1", 100), 201, theOrder) }
func bought() *tale { return made().ask(pay("o1", "k2", 100), 201, thePayment, taken) }

func (t *tale) refund(key string, n, id int, es ...history.Effect) *tale {
	return t.ask(refund("p1", key, int64(n)), 201, fmt.Sprintf(theRefund, id, n), es...)
}

// Each rule admits legal histories and finds what is wrong with an illegal one.
func TestRules(t *testing.T) {
	whole := func() *tale {
		return bought().ask(look("orders", "o1"), 200, isPaid).refund("r1", 40, 3, back(40, "re_3", history.Done)).
			ask(fulfil("o1"), 200, isShipped, parcel).ask(fulfil("o1"), 200, isShipped)
	}
	for _, tt := range []struct {
		why  string
		tale *tale
		want []string // the rules that it breaks
	}{
		{"an order's life", whole(), nil},
		{"a refusal, and a retry", made().ask(pay("o1", "k2", 100), 402, failed, refused).ask(look("orders", "o1"), 200, isOpen).ask(pay("o1", "k2", 100), 201, thePayment, second), nil},
		{"a doubt that was ended", made().ask(pay("o1", "k2", 100), 502, failed, lost).ask(pay("o1", "k2", 100), 201, thePayment, again), nil},
		{"another key after the payment", bought().ask(pay("o1", "k3", 100), 409, failed), nil},
		{"a refund in doubt, while the server finds out", bought().ask(refund("p1", "r1", 40), 502, failed, back(40, "re_3", history.Unknown)).ask(refund("p1", "r1", 40), 409, failed), nil},
		{"a refund whose doubt is over", bought().ask(refund("p1", "r1", 40), 502, failed, unmoved).ask(refund("p1", "r1", 40), 402, failed, back(40, "re_4", history.Refused)).ask(refund("p1", "r1", 40), 409, failed), []string{"status-agrees"}},
		{"another refund under an expired key", bought().refund("r1", 40, 3, back(40, "re_3", history.Done)).later(2*day).refund("r1", 40, 4, back(40, "re_4", history.Done)), nil},
		{"charged twice", bought().ask(pay("o1", "k3", 100), 409, failed, second), []string{"captured-once"}},
		{"the doubt was charged again", made().ask(pay("o1", "k2", 100), 502, failed, lost).ask(pay("o1", "k2", 100), 201, thePayment, second), []string{"captured-once"}},
		{"refunded twice under one key", bought().refund("r1", 40, 3, back(40, "re_3", history.Done)).refund("r1", 40, 3, back(40, "re_4", history.Done)), []string{"refunded-once"}},
		{"more given back than taken", bought().refund("r1", 60, 3, back(60, "re_3", history.Done)).refund("r2", 60, 4, back(60, "re_4", history.Done)), []string{"never-more-than-captured"}},
		{"the refund of something else", bought().ask(refund("p1", "r1", 40), 502, failed, effect("refund", "40 back", "re_3", history.Unknown, true)), []string{"refund-of-its-charge", "status-agrees"}},
		{"shipped twice", bought().ask(fulfil("o1"), 502, failed, astray).ask(fulfil("o1"), 200, isShipped, parcel), []string{"shipped-once"}},
		{"shipped and not paid", made().ask(fulfil("o1"), 200, isShipped, parcel), []string{"shipped-once"}},
		{"shipped when the money had gone back", bought().refund("r1", 100, 3, back(100, "re_3", history.Done)).ask(fulfil("o1"), 200, isShipped, parcel), []string{"shipped-once"}},
		{"told before it was done", made().ask(pay("o1", "k2", 100), 201, thePayment), []string{"no-early-success"}},
		{"another answer", bought().ask(pay("o1", "k2", 100), 201, `{"id":"p2","order":"o1","amount":100,"currency":"USD"}`), []string{"same-answer"}},
		{"one order for two keys", made().ask(create("k9", 100), 201, theOrder), []string{"distinct-answers"}},
		{"another amount", (&tale{h: history.History{TTL: day}}).ask(create("k1", 200), 201, theOrder), []string{"answer-shows"}},
		{"a conflict with nothing", made().ask(pay("o1", "k2", 100), 409, failed), []string{"status-agrees"}},
		{"a refusal that was kept", made().ask(pay("o1", "k2", 100), 402, failed, refused).ask(pay("o1", "k2", 100), 402, failed), []string{"status-agrees"}},
		{"two keys have paid", bought().ask(pay("o1", "k3", 100), 201, thePayment), []string{"one-payment"}},
		{"paid, and shown as pending", bought().ask(look("orders", "o1"), 200, isOpen), []string{"looks-agree"}},
		{"a doubt that stays", made().ask(pay("o1", "k2", 100), 502, failed, lost).later(time.Hour).ask(pay("o1", "k2", 100), 502, failed), []string{"definite-answer"}},
	} {
		t.Run(tt.why, func(t *testing.T) {
			var got []string
			for _, v := range judge.All(&tt.tale.h, rules()) {
				if !slices.Contains(got, v.Rule) {
					got = append(got, v.Rule)
				}
			}
			assert.Equal(t, tt.want, got, "%v", judge.All(&tt.tale.h, rules()))
		})
	}
}

// What is said of refunds that are too much fits what happened.
func TestWhyTooMuch(t *testing.T) {
	const most = 9223372036854775807
	for _, tt := range []struct {
		why  string
		tale *tale
		want string
	}{
		{"one after the other", bought().refund("r1", 60, 3, back(60, "re_3", history.Done)).refund("r2", 60, 4, back(60, "re_4", history.Done)), "an earlier refund was not counted"},
		{"at once", bought().refund("r1", 60, 3, back(60, "re_3", history.Done), back(60, "re_4", history.Done)).together(), "what is left was looked at before another refund was counted"},
		{"in doubt", bought().ask(refund("p1", "r1", 60), 502, failed, back(60, "re_3", history.Unknown)).refund("r2", 60, 4, back(60, "re_4", history.Done)), "a refund of unknown outcome was not counted"},
		{"beyond 64 bits", bought().refund("r1", 60, 3, back(60, "re_3", history.Done)).refund("r2", most, 4, back(most, "re_4", history.Done)), "what was given back and what is asked for were added up"},
	} {
		t.Run(tt.why, func(t *testing.T) {
			got := neverMore(open(&tt.tale.h))
			if assert.Len(t, got, 1) {
				assert.Contains(t, got[0].Likely, tt.want)
				assert.NotContains(t, got[0].Got, "-")
			}
		})
	}
}

// together makes the last two effects overlap.
func (t *tale) together() *tale {
	es := t.h.Effects[len(t.h.Effects)-2:]
	es[0].Ended, es[1].Started = es[1].Started, es[0].Ended
	return t
}

// Where nobody says which of two requests ran an effect, the answers do: the one that was sent first need
// not be the first that the bank hears of.
func TestSettle(t *testing.T) {
	h := bought()
	h.refund("r1", 30, 3).refund("r2", 30, 2)
	for i := range h.h.Attempts[2:] {
		h.h.Attempts[2+i].Sent = history.Moment{Seq: i + 1, At: 1}
	}
	var es []history.Effect
	for _, id := range []string{"re_2", "re_3"} {
		e := back(30, id, history.Done)
		e.Started, e.Ended = h.now(), h.now()
		es = append(es, e)
	}
	var ws []*wish
	for _, a := range h.h.Attempts[2:] {
		ws = join(ws, a)
	}
	settle(ws, es)
	for _, w := range ws {
		id, _ := member(w.attempts[0], "id")
		if assert.Len(t, w.effects, 1, id) {
			assert.Equal(t, id, w.effects[0].ID)
		}
	}
}
