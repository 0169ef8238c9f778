package judge_test

import (
	"testing"
	"time"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

var atMostOnce = table{"AtMostOnce", judge.AtMostOnce("charge"), []row{
	{"one request, one charge", h(sent(1, "k1"), charge(1), done, answered(1, 201)), nil},
	{"a replay charges nothing", h(
		sent(1, "k1"), charge(1), done, answered(1, 201),
		sent(2, "k1"), answered(2, 201),
	), nil},
	{"a second charge for one key, one after the other", h(
		sent(1, "k1"), charge(1), done, answered(1, 201),
		sent(2, "k1"), charge(2), done, answered(2, 201),
	), []string{`charges for key "k1" = 2, want 1`}},
	{"a second charge for one key, at once", h(
		sent(1, "k1"), sent(2, "k1"), charge(2), charge(1), ends(1, history.Done), ends(2, history.Done), answered(1, 201), answered(2, 201),
	), []string{`charges for key "k1" = 2, want 1`}},
	{"a second charge that still runs when the history ends", h(
		sent(1, "k1"), sent(2, "k1"), charge(1), charge(2),
	), []string{`charges for key "k1" = 2, want 1`}},
	{"refused charges did not happen, however many", h(
		sent(1, "k1"), charge(1), refused, answered(1, 402),
		sent(2, "k1"), charge(2), refused, answered(2, 402),
		sent(3, "k1"), charge(3), done, answered(3, 201),
	), nil},
	{"a retry after an unknown outcome charges what may have been charged", h(
		sent(1, "k1"), charge(1), unknown, answered(1, 502),
		sent(2, "k1"), charge(2), done, answered(2, 201),
	), []string{`charges for key "k1" = 2, want 1`}},
	{"two unknown outcomes may be two charges", h(
		sent(1, "k1"), charge(1), unknown, answered(1, 502),
		sent(2, "k1"), charge(2), unknown, answered(2, 502),
	), []string{`charges for key "k1" = 2, want 1`}},
	{"a charge that panicked may have happened", h(
		sent(1, "k1"), charge(1), panics, dropped(1, "boom"),
		sent(2, "k1"), charge(2), done, answered(2, 201),
	), []string{`charges for key "k1" = 2, want 1`}},
	{"a charge cut off with its client may have happened", h(
		sent(1, "k1"), charge(1), left(1), cut, returned(1),
		sent(2, "k1"), charge(2), done, answered(2, 201),
	), []string{`charges for key "k1" = 2, want 1`}},
	{"a charge by a goroutine of its own is the key's all the same", h(
		sent(1, "k1"), chargeOf("100 USD"), done, answered(1, 201),
		sent(2, "k1"), chargeOf("100 USD"), done, answered(2, 201),
	), []string{`charges for key "k1" = 2, want 1`}},
	{"two keys with equal bodies are two charges", h(
		sent(1, "k1"), charge(1), done, answered(1, 201),
		sent(2, "k2", marked("100 USD")), charge(2), done, answered(2, 201),
	), nil},
	{"a third charge for two keys with equal bodies", h(
		sent(1, "k1"), charge(1), done, answered(1, 201),
		sent(2, "k2", marked("100 USD")), charge(2), done, answered(2, 201),
		sent(3, "k1"), charge(3), done, answered(3, 201),
	), []string{`charges for 2 intents (100 USD) = 3, want 2`}},
	{"another payload after a refusal is the same wish", h(
		sent(1, "k1"), charge(1), refused, answered(1, 402),
		sent(2, "k1", marked("250 USD")), charge(2), done, answered(2, 201),
	), nil},
	{"another payload under a used key is charged too", h(
		sent(1, "k1"), charge(1), done, answered(1, 201),
		sent(2, "k1", marked("250 USD")), charge(2), done, answered(2, 201),
	), []string{`charges for key "k1" = 2, want 1`}},
	{"the same key of two callers is two wishes", h(
		sent(1, "k1"), charge(1), done, answered(1, 201),
		sent(2, "k1", of(`key "k1" of bob`)), charge(2), done, answered(2, 201),
	), nil},
	{"effects of another name are another rule's", h(
		sent(1, "k1"), charge(1), done, refund("100 USD"), done, answered(1, 201),
	), nil},
	{"keys are counted one by one, and each breach is reported", h(
		sent(1, "k1"), charge(1), done, charge(1), done, answered(1, 201),
		sent(2, "k2"), charge(2), done, answered(2, 201),
		sent(3, "k3"), charge(3), done, charge(3), done, answered(3, 201),
	), []string{`charges for key "k1" = 2, want 1`, `charges for key "k3" = 2, want 1`}},
}}

var asked = table{"Asked", judge.Asked("charge"), []row{
	{"the charge that was asked for", h(sent(1, "k1"), charge(1), done, answered(1, 201)), nil},
	{"a charge by a goroutine of its own", h(sent(1, "k1"), chargeOf("100 USD"), done, answered(1, 201)), nil},
	{"a worker charges after the client has left", h(sent(1, "k1"), left(1), returned(1), later(time.Second), chargeOf("100 USD"), done), nil},
	{"another request carries the charge out", h(sent(1, "k1"), sent(2, "k2"), chargeBy(2, "100 USD"), done), nil},
	{
		"another amount is charged", h(sent(1, "k1"), chargeBy(1, "1 USD"), done, answered(1, 201)),
		[]string{`charge of 1 USD = 1, want 0: no request asked for it`},
	},
	{
		"a refused charge of another amount was asked for by nobody either", h(sent(1, "k1"), chargeBy(1, "1 USD"), refused, answered(1, 402)),
		[]string{`charge of 1 USD = 1, want 0: no request asked for it`},
	},
	{
		"a charge before anybody asked", h(chargeOf("100 USD"), done, sent(1, "k1"), answered(1, 201)),
		[]string{`charge of 100 USD = 1, want 0: no request asked for it`},
	},
	{
		"a charge for a request that must be refused", h(sent(1, "k1", void), charge(1), done, answered(1, 201)),
		[]string{`charge of 100 USD = 1, want 0: #1 must be refused before the charge`},
	},
	{
		"a charge for half an upload, by a goroutine of its own", h(sent(1, "k1", void), left(1), chargeOf("100 USD"), done, returned(1)),
		[]string{`charge of 100 USD = 1, want 0: no request asked for it`},
	},
	{"the whole upload asks for what half of it did not", h(
		sent(1, "k1", void), left(1), returned(1),
		sent(2, "k1"), charge(2), done, answered(2, 201),
	), nil},
	{"effects of another name are another rule's", h(sent(1, "k1"), refund("7 USD"), done, charge(1), done, answered(1, 201)), nil},
}}

var noEarlySuccess = table{"NoEarlySuccess", judge.NoEarlySuccess("charge"), []row{
	{"the charge is done before the answer", h(sent(1, "k1"), charge(1), done, answered(1, 201)), nil},
	{"a goroutine of its own is done before the answer", h(sent(1, "k1"), chargeOf("100 USD"), done, answered(1, 201)), nil},
	{
		"answered before the charge is done", h(sent(1, "k1"), charge(1), answered(1, 201), done),
		[]string{`charges done when #1 was answered 201 = 0, want 1`},
	},
	{
		"answered without a charge", h(sent(1, "k1"), answered(1, 200)),
		[]string{`charges done when #1 was answered 200 = 0, want 1`},
	},
	{
		"accepted for later is a success too", h(sent(1, "k1"), answered(1, 202), charge(1), done),
		[]string{`charges done when #1 was answered 202 = 0, want 1`},
	},
	{"a duplicate gets an empty success while the first one runs", h(
		sent(1, "k1"), charge(1), sent(2, "k1"), answered(2, 201), done, answered(1, 201),
	), []string{`charges done when #2 was answered 201 = 0, want 1`}},
	{"a duplicate is answered before the first one, whose charge is done", h(
		sent(1, "k1"), charge(1), sent(2, "k1"), done, answered(2, 201), answered(1, 201),
	), nil},
	{
		"the charge was refused", h(sent(1, "k1"), charge(1), refused, answered(1, 201)),
		[]string{`charges done when #1 was answered 201 = 0, want 1`},
	},
	{
		"the charge may have failed", h(sent(1, "k1"), charge(1), unknown, answered(1, 201)),
		[]string{`charges done when #1 was answered 201 = 0, want 1`},
	},
	{"409 and 402 promise nothing", h(sent(1, "k1"), charge(1), sent(2, "k1"), answered(2, 409), refused, answered(1, 402)), nil},
	{"a client that has left is told nothing", h(sent(1, "k1"), left(1), charge(1), done, returned(1)), nil},
	{"what a request that must be refused gets is another rule's", h(sent(1, "k1", void), answered(1, 201)), nil},
	{"the charge of another key does not count", h(
		sent(1, "k1"), charge(1), done, answered(1, 201), sent(2, "k2"), answered(2, 201),
	), []string{`charges done when #2 was answered 201 = 0, want 1`}},
	{"the charge of another key with an equal body does not count either", h(
		sent(1, "k1"), charge(1), done, answered(1, 201),
		sent(2, "k2", marked("100 USD")), answered(2, 201),
	), []string{`charges done when #2 was answered 201 = 0, want 1`}},
	{"keys with equal bodies may run in any order", h(
		sent(1, "k1"), sent(2, "k2", marked("100 USD")), chargeOf("100 USD"), chargeOf("100 USD"),
		done, answered(2, 201), done, answered(1, 201), sent(3, "k2", marked("100 USD")), answered(3, 201),
	), nil},
	{"two keys with equal bodies are answered after one charge", h(
		sent(1, "k1"), sent(2, "k2", marked("100 USD")), chargeOf("100 USD"), done, answered(2, 201), answered(1, 201),
		sent(3, "k2", marked("100 USD")), answered(3, 201),
	), []string{`charges done when #1 was answered 201 = 1, want 2`}},
	{"another payload after a refusal is charged before the answer", h(
		sent(1, "k1"), charge(1), refused, answered(1, 402),
		sent(2, "k1", marked("250 USD")), charge(2), done, answered(2, 201),
	), nil},
	{
		"an effect of another name is no charge", h(sent(1, "k1"), refund("100 USD"), done, answered(1, 201)),
		[]string{`charges done when #1 was answered 201 = 0, want 1`},
	},
	{"a look at what there is asks for no charge", h(sent(1, "", of("a look"), get), answered(1, 200)), nil},
}}

// Why a success came too early is told apart by whose answer it is.
func TestEarlySuccessLikely(t *testing.T) {
	rule := judge.NoEarlySuccess("charge")
	for _, row := range []struct {
		name string
		h    *history.History
		want string
	}{
		{"nothing like it was answered", h(sent(1, "k1"), answered(1, 201)), "the answer is given, or was stored, before the charge had succeeded."},
		{"the answer of another key", h(
			sent(1, "k1"), charge(1), done, answered(1, 201, body(`{"id":"ch_1"}`)), sent(2, "k2"), answered(2, 201, body(`{"id":"ch_1"}`)),
		), "#2 is given the answer to #1, which is another request."},
	} {
		vs := rule.Check(row.h)
		if len(vs) != 1 || vs[0].Likely != row.want {
			t.Errorf("%s: violations = %v, want one that is likely %q", row.name, vs, row.want)
		}
	}
}
