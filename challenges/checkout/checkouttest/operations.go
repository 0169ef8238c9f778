package checkouttest

import (
	"fmt"

	"example.com/idempotency/challenges/bank/banktest"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/scenarios"
)

// The keyed operations of the challenge. Their scenarios are those of every challenge with a key,
// judged by this one's rules: a bank that honours references may be asked twice.
var (
	orders = scenarios.Operation{
		Keyed: keyed("order"), Request: create, Mismatch: []int{422},
		Malformed: malformedOrders, Wellformed: wellformedOrders,
	}
	payments = scenarios.Operation{
		Keyed: keyed("charge"), Mismatch: []int{422},
		Request: func(key string, n int64) harness.Request {
			r := pay("", key, n)
			r.Prepare = func(c *harness.Client, r *harness.Request) {
				r.Path = pay(orderedAs(c, orDefault(r.Caller), "for "+r.Key, n), "", 1).Path
			}
			return r
		},
	}
	refundings = scenarios.Operation{
		Keyed: keyed("refund"), Mismatch: []int{422}, Malformed: malformedRefunds, Wellformed: wellformedRefunds,
		Request: func(key string, n int64) harness.Request {
			r := refund("", key, n)
			r.Prepare = func(c *harness.Client, r *harness.Request) {
				_, p := paidAs(c, orDefault(r.Caller), "for "+r.Key, plenty)
				r.Path = refund(p, "", 1).Path
			}
			return r
		},
	}
)

// orDefault is who makes what a request of nobody is about.
func orDefault(caller string) string {
	if caller == "" {
		return harness.DefaultCaller
	}
	return caller
}

// plenty is enough for every refund of a scenario that is not about what is left.
const plenty = 9007199254740993000

func keyed(effect string) judge.Keyed {
	return judge.Keyed{Effect: effect, Created: 201, Conflict: 409, Refused: 402, Unknown: 502}
}

var wellformedOrders = []scenarios.Body{
	{Text: ` { "currency" : "JPY" , "amount" : 7, "items":[{"quantity":2,"sku":"a"},{"sku":"b","quantity":1}] } ` + "\n", Note: "white space and another order"},
	{Text: `{"items":[{"sku":"a","quantity":1,"gift":true}],"amount":8,"currency":"EUR","note":{"amount":9},"id":"mine","status":"paid"}`, Note: "unknown members"},
	{Text: `{"items":[{"sku":"a","quantity":1},{"sku":"a","quantity":1}],"amount":9223372036854775807,"currency":"CHF"}`, Note: "the largest amount, and an article twice"},
}

var wellformedRefunds = []scenarios.Body{
	{Text: ` { "amount" : 7 } ` + "\n", Note: "white space", Mark: banktest.RefundMark(7)},
	{Text: `{"reason":"broken","amount":8}`, Note: "unknown members", Mark: banktest.RefundMark(8)},
}

var malformedOrders = malformed([]scenarios.Body{
	{Text: `"items":[],"amount":100,"currency":"USD"`, Note: "no items"},
	{Text: `"amount":100,"currency":"USD"`, Note: "items missing"},
	{Text: `"items":[{"sku":"","quantity":1}],"amount":100,"currency":"USD"`, Note: "an empty sku"},
	{Text: `"items":[{"sku":"a","quantity":0}],"amount":100,"currency":"USD"`, Note: "quantity 0"},
	{Text: `"items":[{"sku":"a","quantity":1},{"sku":"b","quantity":-1}],"amount":100,"currency":"USD"`, Note: "a second item of quantity -1"},
	{Text: `"items":[{"sku":"a","quantity":1.5}],"amount":100,"currency":"USD"`, Note: "quantity 1.5"},
	{Text: `"items":[{"sku":"a","quantity":1}],"currency":"USD"`, Note: "no amount"},
	{Text: `"items":[{"sku":"a","quantity":1}],"amount":0,"currency":"USD"`, Note: "amount 0"},
	{Text: `"items":[{"sku":"a","quantity":1}],"amount":-100,"currency":"USD"`, Note: "amount -100"},
	{Text: `"items":[{"sku":"a","quantity":1}],"amount":"100","currency":"USD"`, Note: "amount as a string"},
	{Text: `"items":[{"sku":"a","quantity":1}],"amount":0.5,"currency":"USD"`, Note: "amount 0.5"},
	{Text: `"items":[{"sku":"a","quantity":1}],"amount":9223372036854775808,"currency":"USD"`, Note: "amount beyond 64 bits"},
	{Text: `"items":[{"sku":"a","quantity":1}],"amount":100`, Note: "no currency"},
	{Text: `"items":[{"sku":"a","quantity":1}],"amount":100,"currency":"US"`, Note: "currency of two letters"},
	{Text: `"items":[{"sku":"a","quantity":1}],"amount":100,"currency":"U5D"`, Note: "currency with a digit"},
}, `"items":[{"sku":"a","quantity":1}],"amount":100,"currency":"USD"`)

var malformedRefunds = malformed([]scenarios.Body{
	{Text: ``, Note: "no amount"},
	{Text: `"amount":null`, Note: "amount null"},
	{Text: `"amount":0`, Note: "amount 0"},
	{Text: `"amount":-1`, Note: "amount -1"},
	{Text: `"amount":"1"`, Note: "amount as a string"},
	{Text: `"amount":0.5`, Note: "amount 0.5"},
	{Text: `"amount":9223372036854775808`, Note: "amount beyond 64 bits"},
}, `"amount":1`)

// malformed adds what is wrong as JSON to what is wrong with the members. The members of a valid
// object are good.
func malformed(members []scenarios.Body, good string) []scenarios.Body {
	out := []scenarios.Body{
		{Text: ``, Note: "no body"},
		{Text: ` `, Note: "a blank body"},
		{Text: `{` + good, Note: "JSON that breaks off before the last brace"},
		{Text: `{` + good + `} {}`, Note: "a second JSON value"},
		{Text: `{` + good + `}x`, Note: "trailing bytes"},
		{Text: `{` + good + `}}`, Note: "a brace too many"},
		{Text: `[{` + good + `}]`, Note: "an array"},
		{Text: `null`, Note: "null"},
		{Text: `amount=100`, Note: "a form"},
	}
	for _, m := range members {
		out = append(out, scenarios.Body{Text: fmt.Sprintf("{%s}", m.Text), Note: m.Note})
	}
	return out
}
