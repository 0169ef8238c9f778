package payloadtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"example.com/idempotency/challenges/bank/banktest"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/scenarios"
)

// transfers is POST /transfers with an idempotency key.
func transfers() scenarios.Operation {
	return scenarios.Operation{
		Keyed: judge.Keyed{Effect: "transfer", Created: 201, Conflict: 409, Refused: 402, Unknown: 502},
		Request: func(key string, n int64) harness.Request {
			return harness.Request{
				Method: "POST", Path: "/transfers", Caller: harness.DefaultCaller, Key: key,
				Body: fmt.Sprintf(`{"from":"alice","to":"bob","amount":%d,"currency":"USD"}`, n),
				Mark: banktest.TransferMark("alice", "bob", n, "USD"),
			}
		},
		Wellformed: []scenarios.Body{
			{Text: ` { "to" : "bob" , "currency" : "JPY" , "amount" : 7 , "from" : "alice" } ` + "\n", Note: "white space and another order", Mark: banktest.TransferMark("alice", "bob", 7, "JPY")},
			{Text: `{"from":"carol","to":"dave","amount":8,"currency":"EUR","memo":{"amount":9,"from":"x"},"tags":[1,2]}`, Note: "unknown fields", Mark: banktest.TransferMark("carol", "dave", 8, "EUR")},
			{Text: `{"from":"a","to":"b","amount":9223372036854775807,"currency":"CHF"}`, Note: "the largest amount", Mark: banktest.TransferMark("a", "b", 9223372036854775807, "CHF")},
			{Text: `{"from":"Zo\u00eb / \ud83d\ude00","to":"<b>&amp;","amount":11,"currency":"\u0055S\u0044"}`, Note: "escaped letters", Mark: banktest.TransferMark("Zoë / 😀", "<b>&amp;", 11, "USD")},
		},
		Malformed: malformed(),
		Mismatch:  []int{http.StatusUnprocessableEntity},
		Extra:     []judge.Rule{TransferAnswer()},
	}
}

func malformed() []scenarios.Body {
	out := []scenarios.Body{
		{Text: ``, Note: "no body"},
		{Text: `{`, Note: "JSON that breaks off"},
		{Text: `{"from":"alice","to":"bob","amount":100,"currency":"USD"`, Note: "JSON that breaks off before the last brace"},
		{Text: `{"from":"alice","to":"bob","amount":100,"currency":"USD"} {}`, Note: "a second JSON value"},
		{Text: `{"from":"alice","to":"bob","amount":100,"currency":"USD"}x`, Note: "trailing bytes"},
		{Text: `{"from":"alice","to":"bob","amount":100,"currency":"USD"}}`, Note: "a brace too many"},
		{Text: `{"from":"alice","to":"bob","amount":100,"currency":"USD"}]`, Note: "a bracket too many"},
		{Text: `from=alice&to=bob&amount=100&currency=USD`, Note: "a form"},
		{Text: `[]`, Note: "an array"},
		{Text: `null`, Note: "null"},
		{Text: `{}`, Note: "no fields"},
	}
	for _, b := range []struct{ from, to, amount, currency, note string }{
		{``, `"bob"`, `100`, `"USD"`, "no from"},
		{`""`, `"bob"`, `100`, `"USD"`, "from empty"},
		{`null`, `"bob"`, `100`, `"USD"`, "from null"},
		{`7`, `"bob"`, `100`, `"USD"`, "from as a number"},
		{`"alice"`, ``, `100`, `"USD"`, "no to"},
		{`"alice"`, `""`, `100`, `"USD"`, "to empty"},
		{`"alice"`, `["bob"]`, `100`, `"USD"`, "to as an array"},
		{`"alice"`, `"bob"`, ``, `"USD"`, "no amount"},
		{`"alice"`, `"bob"`, `null`, `"USD"`, "amount null"},
		{`"alice"`, `"bob"`, `0`, `"USD"`, "amount 0"},
		{`"alice"`, `"bob"`, `-100`, `"USD"`, "amount -100"},
		{`"alice"`, `"bob"`, `"100"`, `"USD"`, "amount as a string"},
		{`"alice"`, `"bob"`, `0.5`, `"USD"`, "amount 0.5"},
		{`"alice"`, `"bob"`, `9223372036854775808`, `"USD"`, "amount beyond 64 bits"},
		{`"alice"`, `"bob"`, `100`, ``, "no currency"},
		{`"alice"`, `"bob"`, `100`, `"US"`, "currency of two letters"},
		{`"alice"`, `"bob"`, `100`, `"U5D"`, "currency with a digit"},
		{`"alice"`, `"bob"`, `100`, `"U_D"`, "currency with an underscore"},
		{`"alice"`, `"bob"`, `100`, `"\u00c4\u00d6\u00dc"`, "currency of three capital letters beyond Z"},
		{`"alice"`, `"bob"`, `100`, `840`, "currency as a number"},
	} {
		out = append(out, scenarios.Body{Text: object("from", b.from, "to", b.to, "amount", b.amount, "currency", b.currency), Note: b.note})
	}
	return out
}

// object writes a JSON object of names and values; a member whose value is empty is left out.
func object(pairs ...string) string {
	var members []string
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			members = append(members, fmt.Sprintf("%q:%s", pairs[i], pairs[i+1]))
		}
	}
	return "{" + strings.Join(members, ",") + "}"
}

// TransferAnswer: every success describes the transfer that was asked for, under an id of the
// server's: from, to, amount and currency. Status and Location are right where they are given.
func TransferAnswer() judge.Rule {
	return judge.Rule{Name: "transfer-answer", Check: func(h *history.History) []judge.Violation {
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
	var t struct {
		ID       string      `json:"id"`
		From     string      `json:"from"`
		To       string      `json:"to"`
		Amount   json.Number `json:"amount"`
		Currency string      `json:"currency"`
		Status   string      `json:"status"`
	}
	if err := json.Unmarshal([]byte(a.Answer.Body), &t); err != nil {
		return "JSON", fmt.Sprintf("%.60q (%v)", a.Answer.Body, err), "a transfer"
	}
	n, _ := t.Amount.Int64()
	loc := strings.Join(a.Answer.Header["Location"], ", ")
	switch mark := banktest.TransferMark(t.From, t.To, n, t.Currency); {
	case t.ID == "":
		return "id", "none", "a non-empty string"
	case t.ID == clientID(a.Body):
		return "id", fmt.Sprintf("%q, which the client chose", t.ID), "one of the server's own"
	case mark != a.Mark || t.Amount.String() != fmt.Sprint(n):
		return "transfer", fmt.Sprintf("%q", mark), fmt.Sprintf("%q", a.Mark)
	case t.Status != "" && t.Status != "completed":
		return "status", fmt.Sprintf("%q", t.Status), `"completed"`
	case loc != "" && loc != "/transfers/"+t.ID:
		return "Location", fmt.Sprintf("%q", loc), fmt.Sprintf("%q", "/transfers/"+t.ID)
	}
	return "", "", ""
}

// clientID is the id that a request's body would like to have, if it says one.
func clientID(body string) string {
	var b struct {
		ID string `json:"id"`
	}
	_ = json.Unmarshal([]byte(body), &b)
	return b.ID
}
