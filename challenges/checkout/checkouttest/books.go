package checkouttest

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"example.com/idempotency/harness/history"
)

// A kind is what an attempt is about.
type kind string

const (
	creates   kind = "order"
	pays      kind = "payment"
	fulfils   kind = "shipment"
	refunds   kind = "refund"
	looks     kind = "look at the order"
	looksPaid kind = "look at the payment"
)

// kindOf tells an attempt's kind by its method and path, and the id that the path has.
func kindOf(a history.Attempt) (k kind, id string) {
	path, _, _ := strings.Cut(a.Path, "?")
	part := strings.Split(strings.TrimPrefix(path, "/"), "/")
	if len(part) > 1 {
		id, _ = url.PathUnescape(part[1])
	}
	last := part[len(part)-1]
	switch {
	case a.Method == "GET" && part[0] == "orders":
		return looks, id
	case a.Method == "GET":
		return looksPaid, id
	case len(part) == 1:
		return creates, ""
	case last == "payments":
		return pays, id
	case last == "fulfill":
		return fulfils, id
	}
	return refunds, id
}

// Books are what a history tells about orders and their money. They are read from the answers, as
// clients see them, and from the effects, as the bank and the warehouse do.
type books struct {
	h      *history.History
	made   []*wish // to create an order
	orders []*order
	paidBy map[string]*order // by the id of a payment
}

// An order is one that a client was told about.
type order struct {
	id       string
	mark     string            // of its charge
	amount   int64             // minor units
	attempts []history.Attempt // about it, looks excepted, in the order of sending
	looks    []history.Attempt // at it, and at its payment

	payments   []*wish // to pay it
	refunds    []*wish // to give money of it back
	fulfilment *wish

	charges, refunded, shipments []history.Effect
}

// open reads the books.
func open(h *history.History) *books {
	b := &books{h: h, paidBy: map[string]*order{}}
	for _, a := range h.Attempts {
		if k, _ := kindOf(a); k == creates && !a.Void {
			b.made = join(b.made, a)
		}
	}
	for _, a := range told(h.Attempts, creates) {
		if id, ok := member(a, "id"); ok && b.order(id) == nil {
			var body struct{ Amount int64 }
			_ = json.Unmarshal([]byte(a.Body), &body)
			b.orders = append(b.orders, &order{id: id, mark: chargeMark(a), amount: body.Amount, fulfilment: &wish{}})
		}
	}
	for _, a := range told(h.Attempts, pays) {
		_, order := kindOf(a)
		if id, ok := member(a, "id"); ok && b.order(order) != nil {
			b.paidBy[id] = b.order(order)
		}
	}
	b.file(h.Attempts)
	for _, e := range h.Effects {
		b.post(e)
	}
	for _, o := range b.orders {
		settle(o.payments, o.charges)
		settle(o.refunds, o.refunded)
	}
	return b
}

// file puts each attempt to the order that it is about.
func (b *books) file(as []history.Attempt) {
	for _, a := range as {
		k, id := kindOf(a)
		o := b.order(id)
		if k == refunds || k == looksPaid {
			o = b.paidBy[id]
		}
		if o == nil || a.Void {
			continue
		}
		switch k {
		case looks, looksPaid:
			o.looks = append(o.looks, a)
			continue
		case pays:
			o.payments = join(o.payments, a)
		case refunds:
			o.refunds = join(o.refunds, a)
		case fulfils:
			o.fulfilment.attempts = append(o.fulfilment.attempts, a)
		}
		o.attempts = append(o.attempts, a)
	}
}

// post puts an effect to the order that it is about, and is silent about one that is about none.
func (b *books) post(e history.Effect) {
	for _, o := range b.orders {
		if e.Name == "shipment" && e.Mark == o.id {
			o.shipments = append(o.shipments, e)
		}
	}
	switch e.Name {
	case "charge":
		if o := b.charged(e); o != nil {
			o.charges = append(o.charges, e)
		}
	case "refund":
		if o := b.gaveBack(e); o != nil {
			o.refunded = append(o.refunded, e)
		}
	}
}

// charged is the order whose charge e is.
func (b *books) charged(e history.Effect) *order {
	if a := b.h.Attempt(e.By); a != nil && !a.Void {
		if k, id := kindOf(*a); k == pays && b.order(id) != nil {
			return b.order(id)
		}
	}
	return owner(b.orders, e)
}

func (o *order) asks(e history.Effect) bool {
	return o.mark == e.Mark && slices.ContainsFunc(o.payments, func(w *wish) bool { return w.asks(e) })
}

func (o *order) own() []history.Effect { return o.charges }

// owner is the likeliest of those who had asked for e when it began: one that has it already, else
// the first that has none that moved.
func owner[T interface {
	comparable
	asks(e history.Effect) bool
	own() []history.Effect
}](all []T, e history.Effect) T {
	var likely, none T
	for _, x := range all {
		switch {
		case !x.asks(e):
		case has(x.own(), e.ID):
			return x
		case likely == none || anyMoved(likely.own()) && !anyMoved(x.own()):
			likely = x
		}
	}
	return likely
}

// gaveBack is the order whose money e gives back.
func (b *books) gaveBack(e history.Effect) *order {
	for _, o := range b.orders {
		if has(o.charges, e.Of) {
			return o
		}
	}
	return nil
}

func (b *books) order(id string) *order {
	for _, o := range b.orders {
		if o.id == id {
			return o
		}
	}
	return nil
}

// told lists the attempts of a kind that were answered 2xx.
func told(as []history.Attempt, k kind) []history.Attempt {
	var out []history.Attempt
	for _, a := range as {
		if l, _ := kindOf(a); l == k && success(a) {
			out = append(out, a)
		}
	}
	return out
}

func success(a history.Attempt) bool {
	return a.End == history.Answered && a.Answer.Success() && !a.Void
}

// member is a string in the JSON object of an answer.
func member(a history.Attempt, name string) (string, bool) {
	return memberOf(a.Answer.Body, name)
}

func memberOf(body, name string) (string, bool) {
	var o map[string]any
	_ = json.Unmarshal([]byte(body), &o)
	s, ok := o[name].(string)
	return s, ok && s != ""
}

// chargeMark recognises the charge of the order that a asks for.
func chargeMark(a history.Attempt) string {
	var body struct {
		Amount   int64
		Currency string
	}
	_ = json.Unmarshal([]byte(a.Body), &body)
	return fmt.Sprintf("%d %s", body.Amount, body.Currency)
}

func anyMoved(es []history.Effect) bool {
	return slices.ContainsFunc(es, func(e history.Effect) bool { return e.Moved })
}

func has(es []history.Effect, id string) bool {
	return slices.ContainsFunc(es, func(e history.Effect) bool { return e.ID == id })
}
