package checkouttest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// noEarlySuccess: nobody is told that an order is paid, refunded or fulfilled before the bank or the
// warehouse has said so, for this order and this wish.
func noEarlySuccess(b *books) []judge.Violation {
	var out []judge.Violation
	bad := func(a history.Attempt, what, likely string) {
		out = append(out, judge.Violation{
			Subject: fmt.Sprintf("%s known to be done when #%d was answered %d", what, a.N, a.Answer.Status),
			Got:     "none", Want: "one of its own", Attempts: []int{a.N}, Likely: likely,
		})
	}
	const shared = "the answer was given before the effect had succeeded, or the bank knew the reference as that of another wish: then nothing has moved for this one."
	for _, o := range b.orders {
		for _, a := range told(o.attempts, pays) {
			if !slices.ContainsFunc(o.charges, func(e history.Effect) bool { return known(e, o.charges) && e.Ended.Before(a.EndedAt) }) {
				bad(a, fmt.Sprintf("charges of order %q (%s)", o.id, o.mark), shared)
			}
		}
		for _, w := range o.refunds {
			for _, a := range told(w.attempts, refunds) {
				if !w.done(a, b.h.TTL) {
					bad(a, fmt.Sprintf("refunds (%s) for %s", a.Mark, a.Intent), shared)
				}
			}
		}
		for _, a := range told(o.attempts, fulfils) {
			if !slices.ContainsFunc(o.shipments, func(e history.Effect) bool {
				return e.Outcome == history.Done && e.Ended.Before(a.EndedAt)
			}) {
				bad(a, fmt.Sprintf("shipments of order %q", o.id), "the order is said to be fulfilled before its shipment has succeeded, or though it has not.")
			}
		}
	}
	return out
}

// wishes are all of them, each of one kind.
func (b *books) wishes() map[kind][]*wish {
	out := map[kind][]*wish{creates: b.made}
	for _, o := range b.orders {
		out[pays] = append(out[pays], o.payments...)
		out[refunds] = append(out[refunds], o.refunds...)
		out[fulfils] = append(out[fulfils], o.fulfilment)
	}
	return out
}

// retold is the history of the wishes, with an intent for each life of each. A request that may have
// seen either of two lives is left out.
func (b *books) retold(ws []*wish) *history.History {
	var out history.History
	for i, w := range ws {
		ls := w.lives(b.h.TTL)
		for _, a := range w.attempts {
			n := lifeAt(ls, a)
			if k, _ := kindOf(a); k == fulfils {
				n = 0 // a natural key does not expire
			}
			if n < 0 {
				continue
			}
			a.Intent = fmt.Sprintf("%s (%d.%d)", a.Intent, i+1, n+1)
			out.Attempts = append(out.Attempts, a)
		}
	}
	slices.SortStableFunc(out.Attempts, func(a, b history.Attempt) int { return a.N - b.N })
	return &out
}

// sameAnswer: a replay is the first answer, as long as the key lives.
func sameAnswer(b *books) []judge.Violation {
	var out []judge.Violation
	for _, k := range []kind{creates, pays, refunds, fulfils} {
		out = append(out, judge.SameAnswer().Check(b.retold(b.wishes()[k]))...)
	}
	return out
}

// distinctAnswers: two wishes, and two lives of one, have two answers. An order has one payment.
func distinctAnswers(b *books) []judge.Violation {
	out := judge.DistinctAnswers().Check(b.retold(b.made))
	out = append(out, judge.DistinctAnswers().Check(b.retold(b.wishes()[refunds]))...)
	paid := b.retold(b.wishes()[pays])
	for i, a := range paid.Attempts {
		_, order := kindOf(a)
		paid.Attempts[i].Intent = fmt.Sprintf("the payment of order %q", order)
	}
	return append(out, judge.DistinctAnswers().Check(paid)...)
}

// answerShows: every success describes what was asked for, as the README says.
func answerShows(b *books) []judge.Violation {
	var out []judge.Violation
	for _, a := range b.h.Attempts {
		if !success(a) {
			continue
		}
		if what, got, want := misshown(a); what != "" {
			out = append(out, judge.Violation{Subject: fmt.Sprintf("%s in the answer to #%d", what, a.N), Got: got, Want: want, Attempts: []int{a.N}})
		}
	}
	return out
}

// misshown says what is wrong with an answer.
func misshown(a history.Attempt) (what, got, want string) {
	k, id := kindOf(a)
	shown, asked := object(a.Answer.Body), object(a.Body)
	if k == fulfils {
		shown, _ = shown["order"].(map[string]any)
	}
	if shown == nil {
		return "JSON", fmt.Sprintf("%.60q", a.Answer.Body), "an object as in the README"
	}
	amount, currency, _ := strings.Cut(a.Mark, " ")
	expect := map[string]any{}
	switch k {
	case creates:
		expect = map[string]any{"items": itemsOf(asked["items"]), "amount": asked["amount"], "currency": asked["currency"], "status": "pending"}
	case pays:
		expect = map[string]any{"order": id, "amount": json.Number(amount), "currency": currency}
	case refunds:
		expect = map[string]any{"payment": id, "amount": asked["amount"]}
	case fulfils:
		expect = map[string]any{"id": id, "status": "fulfilled"}
	case looks, looksPaid:
		expect = map[string]any{"id": id}
	}
	for _, m := range []string{"id", "order", "payment", "items", "amount", "currency", "status"} {
		if v, ok := expect[m]; ok && !reflect.DeepEqual(itemsOf(shown[m]), v) {
			return m, text(shown[m]), text(v)
		}
	}
	if s, _ := shown["id"].(string); s == "" {
		return "id", text(shown["id"]), "a non-empty string"
	}
	if at, _ := shown["fulfilledAt"].(string); k == fulfils && (at == "" || strings.HasPrefix(at, "0001-")) {
		return "fulfilledAt", text(shown["fulfilledAt"]), "when it was fulfilled"
	}
	return "", "", ""
}

// itemsOf keeps of items only what the README names of one.
func itemsOf(v any) any {
	items, ok := v.([]any)
	if !ok {
		return v
	}
	var out []any
	for _, it := range items {
		m, _ := it.(map[string]any)
		out = append(out, map[string]any{"sku": m["sku"], "quantity": m["quantity"]})
	}
	return out
}

// object decodes a JSON object, with numbers as they are written; nil: it is none.
func object(s string) map[string]any {
	d := json.NewDecoder(bytes.NewReader([]byte(s)))
	d.UseNumber()
	var out map[string]any
	if d.Decode(&out) != nil {
		return nil
	}
	return out
}

func text(v any) string {
	if v == nil {
		return "none"
	}
	b, _ := json.Marshal(v)
	return string(b)
}
