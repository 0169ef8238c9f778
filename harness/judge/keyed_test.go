package judge_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

var keyed = judge.Keyed{Effect: "charge", Created: 201, Conflict: 409, Refused: 402, Unknown: 502}

// keyedRows are whole histories: what a correct style leaves behind breaks no rule at all, and what
// a wrong answer leaves behind breaks those that teach, most telling first.
var keyedRows = []row{
	{"a duplicate is told 409, then its retry replays", h(
		sent(1, "k1"), charge(1), sent(2, "k1"), answered(2, 409), done, answered(1, 201), sent(3, "k1"), answered(3, 201),
	), nil},
	{"the request sent first is told 409, because the second one won", h(
		sent(1, "k1"), sent(2, "k1"), charge(2), answered(1, 409), done, answered(2, 201), sent(3, "k1"), answered(3, 201),
	), nil},
	{"409 arrives when the first one is done", h(
		sent(1, "k1"), sent(2, "k1"), charge(1), done, answered(1, 201), answered(2, 409), sent(3, "k1"), answered(3, 201),
	), nil},
	{"everybody waits and is answered in the opposite order", h(
		sent(1, "k1"), sent(2, "k1"), sent(3, "k1"), charge(1), done, answered(3, 201), answered(2, 201), answered(1, 201),
	), nil},
	{"a worker of no request charges on when the client has left", h(
		sent(1, "k1"), chargeOf("100 USD"), left(1), returned(1), later(time.Second), sent(2, "k1"), answered(2, 409),
		later(time.Second), done, sent(3, "k1"), answered(3, 201),
	), nil},
	{"a waiter outlives the client that came first", h(
		sent(1, "k1"), charge(1), sent(2, "k1"), left(1), done, returned(1), answered(2, 201), sent(3, "k1"), answered(3, 201),
	), nil},
	{"the waiters see the charge through though every client leaves", h(
		sent(1, "k1"), sent(2, "k1"), chargeOf("100 USD"), left(2), left(1), done, returned(2), returned(1), sent(3, "k1"), answered(3, 201),
	), nil},
	{"a poller answers seconds after the charge", h(
		sent(1, "k1"), charge(1), sent(2, "k1"), done, answered(1, 201), later(5*time.Second), answered(2, 201),
	), nil},
	{"a refusal is told to all who wait, and then the key is free", h(
		sent(1, "k1"), sent(2, "k1"), sent(3, "k1"), charge(3), refused, answered(1, 402), answered(3, 402), answered(2, 402),
		sent(4, "k1"), charge(4), done, answered(4, 201),
	), nil},
	{"after a refusal the waiters take over one at a time", h(
		sent(1, "k1"), sent(2, "k1"), sent(3, "k1"), charge(1), refused, answered(1, 402), charge(2), refused, answered(2, 402),
		charge(3), done, answered(3, 201), sent(4, "k1"), answered(4, 201),
	), nil},
	{"a refusal, then another payload", h(
		sent(1, "k1"), charge(1), refused, answered(1, 402), sent(2, "k1", marked("250 USD")), charge(2), done, answered(2, 201),
		sent(3, "k1", marked("250 USD")), answered(3, 201),
	), nil},
	{"unknown, and 502 for everybody from then on", h(
		sent(1, "k1"), sent(2, "k1"), charge(1), unknown, answered(2, 502), answered(1, 502), later(time.Hour), sent(3, "k1"), answered(3, 502),
	), nil},
	{"unknown, and 409 for who came too early", h(
		sent(1, "k1"), sent(2, "k1"), charge(1), answered(2, 409), unknown, answered(1, 502), sent(3, "k1"), answered(3, 502),
	), nil},
	{"a panic closes the connection, waiters get 500, retries 502", h(
		sent(1, "k1"), sent(2, "k1"), charge(1), panics, dropped(1, "boom"), answered(2, 500), sent(3, "k1"), answered(3, 502),
	), nil},
	{"a panic is recovered and answered", h(sent(1, "k1"), charge(1), panics, answered(1, 500), sent(2, "k1"), answered(2, 500)), nil},
	{"sync.Once panics again for everybody", h(
		sent(1, "k1"), sent(2, "k1"), charge(1), panics, dropped(1, "boom"), dropped(2, "boom"), sent(3, "k1"), dropped(3, "boom"),
	), nil},
	{"half an upload claims the key, gives it back, and a waiter takes over", h(
		sent(1, "k1", void), sent(2, "k1"), left(1), returned(1), charge(2), done, answered(2, 201), sent(3, "k1"), answered(3, 201),
	), nil},
	{"the client leaves while it is answered", h(
		sent(1, "k1"), charge(1), done, left(1), returned(1), sent(2, "k1"), answered(2, 201),
	), nil},
	{"two callers with one key and one payload, at once", h(
		sent(1, "k1"), sent(2, "k1", of(`key "k1" of bob`)), chargeOf("100 USD"), chargeOf("100 USD"), done, answered(2, 201), done, answered(1, 201),
		sent(3, "k1"), answered(3, 201),
	), nil},
	{"the key is an old one: another life, another charge", h(
		sent(1, "k1"), charge(1), unknown, answered(1, 502), later(24*time.Hour),
		sent(2, "k1", of("the next life of k1")), charge(2), done, answered(2, 201), sent(3, "k1", of("the next life of k1")), answered(3, 201),
	), nil},

	{"nobody looks at the key", h(
		sent(1, "k1"), charge(1), done, answered(1, 201, body(`{"id":"ch_1"}`)),
		sent(2, "k1"), charge(2), done, answered(2, 201, body(`{"id":"ch_2"}`)),
	), []string{
		`at-most-once: charges for key "k1" = 2, want 1`,
		`same-answer: body of #2, a replay of #1 = {"id":"ch_2"}, want {"id":"ch_1"}`,
	}},
	{"two at once, one of them loses after the charge", h(
		sent(1, "k1"), sent(2, "k1"), charge(1), charge(2), ends(1, history.Done), answered(1, 201), done, answered(2, 409),
	), []string{`at-most-once: charges for key "k1" = 2, want 1`}},
	{"the record is made before the charge, and a duplicate reads it", h(
		sent(1, "k1"), charge(1), sent(2, "k1"), answered(2, 200, body("")), done, answered(1, 201),
	), []string{
		`no-early-success: charges done when #2 was answered 200 = 0, want 1`,
		`same-answer: status of #1, a replay of #2 = 201, want 200`,
		`known-status: status of #2 = 200, want 201 or 409 or 402 or 502`,
	}},
	{"the mark outlives a panic", h(
		sent(1, "k1"), charge(1), panics, dropped(1, "boom"), later(time.Minute), sent(2, "k1"), answered(2, 409),
	), []string{
		`conflict-only-in-flight: status of #2, when nothing else with its key was running = 409, want not 409`,
		`unknown-sticks: status of #2, after charge ch_1 ended without a definite answer = 409, want 502`,
	}},
	{"any error frees the key", h(
		sent(1, "k1"), charge(1), unknown, answered(1, 502), sent(2, "k1"), charge(2), done, answered(2, 201),
	), []string{
		`at-most-once: charges for key "k1" = 2, want 1`,
		`unknown-sticks: status of #2, after charge ch_1 ended without a definite answer = 201, want 502`,
	}},
	{"any error is kept", h(
		sent(1, "k1"), charge(1), refused, answered(1, 402), sent(2, "k1"), answered(2, 402),
	), []string{`refused-only-when-refused: status of #2, when nothing was refused while it waited = 402, want not 402`}},
	{"a key is everybody's", h(
		sent(1, "k1"), charge(1), done, answered(1, 201, body(`{"id":"ch_1"}`)),
		sent(2, "k1", of(`key "k1" of bob`), marked("7 USD")), answered(2, 201, body(`{"id":"ch_1"}`)),
	), []string{
		`no-early-success: charges done when #2 was answered 201 = 0, want 1`,
		`distinct-answers: resource in the answer to #2 = ch_1, which is the answer to #1, want one of its own`,
	}},
}

func TestKeyed(t *testing.T) {
	testRows(t, keyedRows, keyed.Rules()...)
}

// TestKeyedHasEveryRule: no rule that is tested as one of an operation with a key is left out there.
func TestKeyedHasEveryRule(t *testing.T) {
	var want, got []string
	for _, tb := range keyedTables {
		want = append(want, tb.rule.Name)
	}
	for _, r := range keyed.Rules() {
		got = append(got, r.Name)
	}
	slices.Sort(want)
	slices.Sort(got)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("rules (-want +got)\n%s", d)
	}
}

// TestManyRequests: a judge that takes seconds for thousands of requests would be the slowest part
// of a run.
func TestManyRequests(t *testing.T) {
	var steps []step
	for i := range 1500 {
		n, key := i+1, fmt.Sprint("k", i/3+1)
		steps = append(steps, sent(n, key))
		if i%3 == 0 {
			steps = append(steps, charge(n), done)
		}
		steps = append(steps, answered(n, 201))
	}
	big := h(steps...)
	start := time.Now()
	if vs := judge.All(big, keyed.Rules()); len(vs) > 0 {
		t.Errorf("violations = %v, want none", vs[0])
	}
	if d := time.Since(start); d > 10*time.Second {
		t.Errorf("time to judge 1500 requests = %v, want less than 10s", d)
	}
	t.Log(time.Since(start))
}
