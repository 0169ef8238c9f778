package fingerprinttest

import (
	"fmt"
	"net/http"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/scenarios"
)

// malformed lists bodies that are no order.
func malformed() []scenarios.Body {
	out := []scenarios.Body{
		{Text: ``, Note: "no body"},
		{Text: ` `, Note: "a blank body"},
		{Text: `{`, Note: "JSON that breaks off"},
		{Text: `{"items":[{"sku":"A","quantity":1}]`, Note: "JSON that breaks off before the last brace"},
		{Text: `{"items":[{"sku":"A","quantity":1}]} {}`, Note: "a second JSON value"},
		{Text: `{"items":[{"sku":"A","quantity":1}]}x`, Note: "trailing bytes"},
		{Text: `{"items":[{"sku":"A","quantity":1}]}}`, Note: "a brace too many"},
		{Text: `{"items":[{"sku":"A","quantity":1}],}`, Note: "a trailing comma"},
		{Text: `{'items':[{'sku':'A','quantity':1}]}`, Note: "other quotes"},
		{Text: `sku=A&quantity=1`, Note: "a form"},
		{Text: `[{"sku":"A","quantity":1}]`, Note: "an array"},
		{Text: `null`, Note: "null"},
		{Text: `"A"`, Note: "a string"},
		{Text: `{}`, Note: "no members"},
		{Text: `{"note":"x"}`, Note: "no items"},
	}
	for _, b := range []struct{ items, note string }{
		{`[]`, "items empty"},
		{`null`, "items null"},
		{`{}`, "items as an object"},
		{`{"sku":"A","quantity":1}`, "an item in place of items"},
		{`"A"`, "items as a string"},
		{`[null]`, "an item null"},
		{`["A"]`, "an item as a string"},
		{`[[]]`, "an item as an array"},
		{`[{}]`, "an item without members"},
		{`[{"quantity":1}]`, "no sku"},
		{`[{"sku":"","quantity":1}]`, "sku empty"},
		{`[{"sku":null,"quantity":1}]`, "sku null"},
		{`[{"sku":7,"quantity":1}]`, "sku as a number"},
		{`[{"sku":["A"],"quantity":1}]`, "sku as an array"},
		{`[{"sku":"A"}]`, "no quantity"},
		{`[{"sku":"A","quantity":null}]`, "quantity null"},
		{`[{"sku":"A","quantity":0}]`, "quantity 0"},
		{`[{"sku":"A","quantity":-1}]`, "quantity -1"},
		{`[{"sku":"A","quantity":"1"}]`, "quantity as a string"},
		{`[{"sku":"A","quantity":true}]`, "quantity true"},
		{`[{"sku":"A","quantity":1.5}]`, "quantity 1.5"},
		{`[{"sku":"A","quantity":9223372036854775808}]`, "quantity beyond 64 bits"},
		{`[{"sku":"A","quantity":18446744073709551617}]`, "quantity that is 1 in 64 bits"},
		{`[{"sku":"A","quantity":1},{"sku":"","quantity":1}]`, "the second item without a sku"},
		{`[{"sku":"A","quantity":1},{"sku":"B","quantity":0}]`, "the second item without a quantity"},
		{`[{"sku":"A","quantity":1},null]`, "the second item null"},
	} {
		out = append(out, scenarios.Body{Text: `{"items":` + b.items + `}`, Note: b.note})
	}
	return out
}

// noTrace: what is refused before the effect leaves nothing behind, however much it is like an order.
func noTrace() harness.Scenario {
	return promise(1, "no-trace", "a request that is refused as invalid or without X-User-Id leaves no trace: what is like it can be ordered, and an order that was made stays as it is",
		harness.Case{Name: "an invalid body", Drive: func(c *harness.Client) {
			for i, spoil := range []func(s string) (string, string){
				func(s string) (string, string) { return s + "x", "trailing bytes" },
				func(s string) (string, string) { return s + s, "the order twice" },
				func(s string) (string, string) { return s + " null", "a second JSON value" },
				func(s string) (string, string) { return s[:len(s)-1], "JSON that breaks off" },
				func(s string) (string, string) { return "[" + s + "]", "an array around it" },
				func(s string) (string, string) { return quote(s), "a string around it" },
			} {
				r := order.Request(c.Key("k"), int64(i)+1).Expect(order.Created)
				text, note := spoil(r.Body)
				bad := r.Refused(http.StatusBadRequest).Noted("%s", note)
				bad.Body, bad.Intent = text, "an invalid order"
				for _, x := range []harness.Request{bad, bad, r, bad, r} {
					c.Send(x)
				}
			}
			for _, b := range order.Malformed {
				bad := withBody("an invalid order", b.Text, "nothing").Refused(http.StatusBadRequest).Noted("%s", b.Note)
				c.Retry(2, bad)
			}
		}},
		harness.Case{Name: "no X-User-Id", Drive: func(c *harness.Client) {
			r := order.Request(c.Key("k"), 100).Expect(order.Created)
			anon := r.Refused(http.StatusUnauthorized).Noted("no X-User-Id")
			anon.Caller, anon.Intent = "", "an order of nobody"
			blank := anon.Noted("X-User-Id is blank")
			blank.Header = http.Header{"X-User-Id": {"  "}}
			anonymous := r
			anonymous.Caller, anonymous.Intent = "anonymous", fmt.Sprintf("%s of anonymous", r.Intent)
			for _, x := range []harness.Request{anon, anon, r, anon, blank, anonymous, anon, r} {
				c.Send(x)
			}
		}},
	)
}
