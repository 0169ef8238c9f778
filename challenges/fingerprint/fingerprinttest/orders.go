package fingerprinttest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/challenges/warehouse/warehousetest"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/scenarios"
)

// orders is POST /orders. Requests have no key: what the scenarios of keyed operations call a key is
// a member of the body here, so that another one makes another order.
func orders() scenarios.Operation {
	return scenarios.Operation{
		Keyed: judge.Keyed{Effect: "reservation", Created: 201, Conflict: 409, Refused: 422, Unknown: 502},
		Request: func(ref string, n int64) harness.Request {
			return withBody(fmt.Sprintf("order %s of %d", ref, n), wordings[0](quote(ref), n), mark("A-1", n))
		},
		Wellformed: []scenarios.Body{
			{Text: " {\t\"ref\" : 1 ,\r\n \"items\" : [ { \"quantity\" : 7 , \"sku\" : \"B\" } ] } \n", Note: "white space and another order", Mark: mark("B", 7)},
			{Text: `{"items":[{"sku":"A","quantity":1,"gift":true,"items":[]},{"sku":"B","quantity":2},{"sku":"A","quantity":3}],"note":{"items":[{"sku":"X","quantity":9}]},"tags":[1,null]}`, Note: "several items and unknown fields", Mark: mark("A", 1, "B", 2, "A", 3)},
			{Text: `{"items":[{"sku":"C","quantity":9223372036854775807}]}`, Note: "the largest quantity", Mark: mark("C", 9223372036854775807)},
			{Text: `{"items":[{"sku":"Zo\u00eb / \ud83d\ude00 <b>&amp;","quantity":11}],"big":1e400}`, Note: "escaped letters", Mark: mark("Zoë / 😀 <b>&amp;", 11)},
		},
		Malformed: malformed(),
		Extra:     []judge.Rule{OrderAnswer()},
	}
}

// wordings write one and the same order in different ways.
var wordings = []func(ref string, n int64) string{
	func(ref string, n int64) string {
		return fmt.Sprintf(`{"items":[{"sku":"A-1","quantity":%d}],"ref":%s}`, n, ref)
	},
	func(ref string, n int64) string {
		return fmt.Sprintf(`{"ref":%s,"items":[{"quantity":%d,"sku":"A-1"}]}`, ref, n)
	},
	func(ref string, n int64) string {
		return fmt.Sprintf("\n{ \"items\" : [\t{ \"sku\" : \"A-1\" , \"quantity\" : %d } ],\r\n  \"ref\" : %s }\n", n, ref)
	},
}

// withBody is a request of the default caller.
func withBody(intent, body, mark string) harness.Request {
	return harness.Request{
		Method: "POST", Path: "/orders", Caller: harness.DefaultCaller,
		Intent: intent, Body: body, Mark: mark,
	}
}

// mark recognises the reservation of the items: articles, each with its quantity.
func mark(skusAndQuantities ...any) string {
	var items []warehouse.Item
	for p := range slices.Chunk(skusAndQuantities, 2) {
		n, ok := p[1].(int)
		if !ok {
			n = int(p[1].(int64))
		}
		items = append(items, warehouse.Item{SKU: p[0].(string), Quantity: n})
	}
	return warehousetest.ReserveMark(items)
}

// quote writes s as JSON, with nothing escaped that need not be.
func quote(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		panic("harness: " + err.Error())
	}
	return strings.TrimSpace(b.String())
}

// promise is a scenario of this challenge's own.
func promise(level int, name, story string, cases ...harness.Case) harness.Scenario {
	return harness.Scenario{
		Name: name, Level: level, Story: story, Cases: cases,
		Rules: slices.Concat(order.Rules(), order.Extra),
	}
}

// told is s with a story in the words of this challenge.
func told(s harness.Scenario, story string) harness.Scenario {
	s.Story = story
	return s
}

// OrderAnswer: every success describes the order that was asked for: an id that is not the client's,
// the items as they were asked for, and status "reserved". A Location is right where it is given.
func OrderAnswer() judge.Rule {
	return judge.Rule{Name: "order-answer", Check: func(h *history.History) []judge.Violation {
		var out []judge.Violation
		for _, a := range h.Attempts {
			if a.End != history.Answered || !a.Answer.Success() || a.Void || a.Answer.Digest != "" {
				continue // what is too long was not recorded as a whole
			}
			if what, got, want := fault(a); what != "" {
				out = append(out, judge.Violation{Subject: fmt.Sprintf("%s in the answer to #%d", what, a.N), Got: got, Want: want, Attempts: []int{a.N}})
			}
		}
		return out
	}}
}

func fault(a history.Attempt) (what, got, want string) {
	o, err := readAnswer(a.Answer.Body)
	loc := strings.Join(a.Answer.Header["Location"], ", ")
	switch {
	case err != nil:
		return "JSON", fmt.Sprintf("%.60q (%v)", a.Answer.Body, err), "an order"
	case o.ID == "":
		return "id", "none", "a non-empty string"
	case o.ID == clientID(a.Body):
		return "id", fmt.Sprintf("%q, which the client chose", o.ID), "one of the server's own"
	case o.mark() != a.Mark:
		return "items", fmt.Sprintf("%.60q", o.mark()), fmt.Sprintf("%.60q", a.Mark)
	case o.Status != "reserved":
		return "status", fmt.Sprintf("%q", o.Status), `"reserved"`
	case loc != "" && loc != "/orders/"+o.ID:
		return "Location", fmt.Sprintf("%q", loc), fmt.Sprintf("%q", "/orders/"+o.ID)
	}
	return "", "", ""
}

// An answered order, as a client reads it.
type answered struct {
	ID    string `json:"id"`
	Items []struct {
		SKU      string          `json:"sku"`
		Quantity json.RawMessage `json:"quantity"`
	} `json:"items"`
	Status string `json:"status"`
}

func readAnswer(body string) (o answered, err error) {
	err = json.Unmarshal([]byte(body), &o)
	return o, err
}

// mark is that of the reservation that the answer tells of, digit by digit.
func (o answered) mark() string {
	var s []string
	for _, it := range o.Items {
		s = append(s, fmt.Sprintf("%s×%s", it.Quantity, it.SKU))
	}
	return strings.Join(s, " ")
}

// clientID is the id that a request's body would like to have, if it says one.
func clientID(body string) string {
	var b struct {
		ID string `json:"id"`
	}
	_ = json.Unmarshal([]byte(body), &b)
	return b.ID
}
