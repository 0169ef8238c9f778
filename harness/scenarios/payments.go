package scenarios

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// Payments is POST /payments with an idempotency key: the operation of several challenges.
func Payments() Operation {
	return Operation{
		Keyed: judge.Keyed{Effect: "charge", Created: 201, Conflict: 409, Refused: 402, Unknown: 502},
		Request: func(key string, n int64) harness.Request {
			return harness.Request{
				Method: "POST", Path: "/payments", Caller: harness.DefaultCaller, Key: key,
				Body: fmt.Sprintf(`{"amount":%d,"currency":"USD"}`, n), Mark: fmt.Sprintf("%d USD", n),
			}
		},
		Wellformed: []Body{
			{` { "currency" : "JPY" , "amount" : 7 } ` + "\n", "white space and another order", "7 JPY"},
			{`{"amount":8,"currency":"EUR","note":{"amount":9,"currency":"USD"},"tags":[1,2]}`, "unknown fields", "8 EUR"},
			{`{"amount":9223372036854775807,"currency":"CHF"}`, "the largest amount", "9223372036854775807 CHF"},
			{`{"amount":11,"currency":"\u0055S\u0044"}`, "escaped letters", "11 USD"},
		},
		Malformed: malformedPayments,
		Mismatch:  []int{409, 422},
		Extra:     []judge.Rule{PaymentAnswer()},
	}
}

var malformedPayments = []Body{
	{Text: ``, Note: "no body"},
	{Text: ` `, Note: "a blank body"},
	{Text: `{`, Note: "JSON that breaks off"},
	{Text: `{"amount":100,"currency":"USD"`, Note: "JSON that breaks off before the last brace"},
	{Text: `{"amount":100,"currency":"USD"} {}`, Note: "a second JSON value"},
	{Text: `{"amount":100,"currency":"USD"}x`, Note: "trailing bytes"},
	{Text: `{"amount":100,"currency":"USD"}}`, Note: "a brace too many"},
	{Text: `{"amount":100,"currency":"USD"}]`, Note: "a bracket too many"},
	{Text: `{"amount":100,"currency":"USD",}`, Note: "a trailing comma"},
	{Text: `amount=100&currency=USD`, Note: "a form"},
	{Text: `[]`, Note: "an array"},
	{Text: `null`, Note: "null"},
	{Text: `"100 USD"`, Note: "a string"},
	{Text: `{}`, Note: "no fields"},
	{Text: `{"currency":"USD"}`, Note: "no amount"},
	{Text: `{"amount":null,"currency":"USD"}`, Note: "amount null"},
	{Text: `{"amount":0,"currency":"USD"}`, Note: "amount 0"},
	{Text: `{"amount":-100,"currency":"USD"}`, Note: "amount -100"},
	{Text: `{"amount":"100","currency":"USD"}`, Note: "amount as a string"},
	{Text: `{"amount":true,"currency":"USD"}`, Note: "amount true"},
	{Text: `{"amount":0.5,"currency":"USD"}`, Note: "amount 0.5"},
	{Text: `{"amount":9223372036854775808,"currency":"USD"}`, Note: "amount beyond 64 bits"},
	{Text: `{"amount":100}`, Note: "no currency"},
	{Text: `{"amount":100,"currency":""}`, Note: "currency empty"},
	{Text: `{"amount":100,"currency":"US"}`, Note: "currency of two letters"},
	{Text: `{"amount":100,"currency":"USDT"}`, Note: "currency of four letters"},
	{Text: `{"amount":100,"currency":"U5D"}`, Note: "currency with a digit"},
	{Text: `{"amount":100,"currency":"U D"}`, Note: "currency with a space"},
	{Text: `{"amount":100,"currency":"U_D"}`, Note: "currency with an underscore"},
	{Text: `{"amount":100,"currency":"\u00c4\u00d6\u00dc"}`, Note: "currency of three capital letters beyond Z"},
	{Text: `{"amount":100,"currency":840}`, Note: "currency as a number"},
}

// PaymentAnswer: every success describes the payment that was asked for: id, amount, currency,
// status "completed", createdAt as in RFC 3339, and a Location that names the id.
func PaymentAnswer() judge.Rule {
	return judge.Rule{Name: "payment-answer", Check: func(h *history.History) []judge.Violation {
		var out []judge.Violation
		for _, a := range h.Attempts {
			if a.End != history.Answered || !a.Answer.Success() || a.Void {
				continue
			}
			if what, got, want := paymentFault(a); what != "" {
				out = append(out, judge.Violation{Subject: fmt.Sprintf("%s in the answer to #%d", what, a.N), Got: got, Want: want, Attempts: []int{a.N}})
			}
		}
		return out
	}}
}

func paymentFault(a history.Attempt) (what, got, want string) {
	var p struct {
		ID        *string         `json:"id"`
		Amount    json.RawMessage `json:"amount"`
		Currency  string          `json:"currency"`
		Status    string          `json:"status"`
		CreatedAt string          `json:"createdAt"`
	}
	if err := json.Unmarshal([]byte(a.Answer.Body), &p); err != nil {
		return "JSON", fmt.Sprintf("%.60q (%v)", a.Answer.Body, err), "a payment"
	}
	amount, currency, _ := strings.Cut(a.Mark, " ")
	loc := strings.Join(a.Answer.Header["Location"], ", ")
	switch _, err := time.Parse(time.RFC3339Nano, p.CreatedAt); {
	case p.ID == nil || *p.ID == "":
		return "id", "none", "a non-empty string"
	case string(p.Amount) != amount:
		return "amount", string(p.Amount), amount
	case p.Currency != currency:
		return "currency", fmt.Sprintf("%q", p.Currency), fmt.Sprintf("%q", currency)
	case p.Status != "completed":
		return "status", fmt.Sprintf("%q", p.Status), `"completed"`
	case err != nil:
		return "createdAt", fmt.Sprintf("%q", p.CreatedAt), "a time as in RFC 3339"
	case loc != "/payments/"+*p.ID:
		return "Location", fmt.Sprintf("%q", loc), fmt.Sprintf("%q", "/payments/"+*p.ID)
	}
	return "", "", ""
}
