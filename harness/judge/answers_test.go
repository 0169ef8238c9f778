package judge_test

import (
	"strings"
	"testing"
	"time"

	"example.com/idempotency/harness/judge"
)

var everyoneAnswered = table{"EveryoneAnswered", judge.EveryoneAnswered(), []row{
	{"everyone has an answer, in any order", h(sent(1, "k1"), sent(2, "k1"), charge(2), done, answered(2, 201), answered(1, 409)), nil},
	{"a client that left waits for nothing", h(sent(1, "k1"), charge(1), left(1), done, returned(1)), nil},
	{"a client left, and its handler never returns", h(sent(1, "k1"), charge(1), left(1), done), nil},
	{"a request that still runs when the history ends is not judged", h(sent(1, "k1"), charge(1)), nil},
	{
		"no answer within two minutes", h(sent(1, "k1"), charge(1), done, later(2*time.Minute), unanswered(1, "keys.go:52")),
		[]string{`answer to #1 = none for 2m0s, want an answer`},
	},
	{
		"a connection that breaks, as it is seen from outside", h(sent(1, "k1"), lost(1, "the connection was closed before an answer was complete")),
		[]string{`answer to #1 = no answer: the connection was closed before an answer was complete, want an answer`},
	},
	{"a waiter hangs after a refusal", h(
		sent(1, "k1"), sent(2, "k1"), charge(1), refused, answered(1, 402), later(2*time.Minute), unanswered(2, ""),
	), []string{`answer to #2 = none for 2m0s, want an answer`}},
	{"a waiter hangs after a panic", h(
		sent(1, "k1"), sent(2, "k1"), charge(1), panics, dropped(1, "boom"), later(2*time.Minute), unanswered(2, ""),
	), []string{`answer to #2 = none for 2m0s, want an answer`}},
	{"a panic of the charge may close the connection", h(sent(1, "k1"), charge(1), panics, dropped(1, "boom")), nil},
	{"a panic of the charge may close those of the waiters", h(
		sent(1, "k1"), sent(2, "k1"), charge(1), panics, dropped(2, "the first one panicked"), dropped(1, "boom"),
	), nil},
	{"a stored panic may close those of retries", h(
		sent(1, "k1"), charge(1), panics, dropped(1, "boom"), later(time.Hour), sent(2, "k1"), dropped(2, "boom"),
	), nil},
	{"a panic of a charge on a goroutine of its own", h(sent(1, "k1"), chargeOf("100 USD"), panics, dropped(1, "")), nil},
	{
		"the handler's own panic", h(sent(1, "k1"), dropped(1, "nil map")),
		[]string{`answer to #1 = connection closed: the handler panicked: nil map (keys.go:41), want an answer`},
	},
	{
		"the handler's own panic after the charge", h(sent(1, "k1"), charge(1), done, dropped(1, "nil map")),
		[]string{`answer to #1 = connection closed: the handler panicked: nil map (keys.go:41), want an answer`},
	},
	{
		"the handler ends its goroutine", h(sent(1, "k1"), dropped(1, "")),
		[]string{`answer to #1 = connection closed: the handler's goroutine ended without returning (keys.go:41), want an answer`},
	},
	{"another key's charge panicked", h(
		sent(1, "k1"), charge(1), panics, dropped(1, "boom"), sent(2, "k2"), dropped(2, "boom"),
	), []string{`answer to #2 = connection closed: the handler panicked: boom (keys.go:41), want an answer`}},
	{"the charge panicked only later", h(
		sent(1, "k1"), dropped(1, "nil map"), sent(2, "k1"), charge(2), panics, dropped(2, "boom"),
	), []string{`answer to #1 = connection closed: the handler panicked: nil map (keys.go:41), want an answer`}},
}}

var wantedStatus = table{"WantedStatus", judge.WantedStatus(), []row{
	{"no demand, any status", h(sent(1, "k1"), answered(1, 418)), nil},
	{"the status wanted", h(sent(1, "k1", wants(201)), answered(1, 201)), nil},
	{"the second of those wanted", h(sent(1, "k1", wants(201, 400)), answered(1, 400)), nil},
	{"a client that left has no status", h(sent(1, "k1", wants(201)), left(1), returned(1)), nil},
	{"no answer is another rule's", h(sent(1, "k1", wants(201)), unanswered(1, "")), nil},
	{"a closed connection is another rule's", h(sent(1, "k1", wants(201)), dropped(1, "boom")), nil},
	{
		"a failure is quoted", h(sent(1, "k1", wants(201)), answered(1, 500, body(" out of memory\n"))),
		[]string{`status of #1 (key "k1") = 500 out of memory, want 201`},
	},
	{
		"a success is not", h(sent(1, "k1", wants(400, 422), noted("amount -1")), answered(1, 201)),
		[]string{`status of #1 (amount -1) = 201, want 400 or 422`},
	},
	{
		"without a key the request is named", h(sent(1, "k1", wants(400)), func(s *script) { s.attempt(1).Key = "" }, answered(1, 200)),
		[]string{`status of #1 (POST /payments) = 200, want 400`},
	},
	{
		"a long failure is cut", h(sent(1, "k1", wants(201)), answered(1, 500, body(strings.Repeat("é", 100)))),
		[]string{`status of #1 (key "k1") = 500 ` + strings.Repeat("é", 30) + `… (200 bytes), want 201`},
	},
	{
		"a request that must be refused", h(sent(1, "k1", void, wants(401)), answered(1, 201)),
		[]string{`status of #1 (key "k1") = 201, want 401`},
	},
}}

var (
	json     = header("Content-Type", "application/json")
	location = func(l string) step { return answered(1, 201, body(`{"id":"p1"}`), header("Location", l)) }
	again    = sent(2, "k1")
)

var sameAnswer = table{"SameAnswer", judge.SameAnswer(), []row{
	{"a replay byte by byte", h(sent(1, "k1"), answered(1, 201), again, answered(2, 201)), nil},
	{"equal JSON, other white space and order", h(
		sent(1, "k1"), answered(1, 201, body(`{"id":"p1","n":[1,{"a":null}]}`)),
		again, answered(2, 201, body(" { \"n\" : [1, {\"a\":null}],\n\"id\":\"p1\" }\n")),
	), nil},
	{"headers beside Content-Type and Location are free", h(
		sent(1, "k1"), answered(1, 201, header("Date", "Mon")),
		again, answered(2, 201, header("Date", "Tue"), header("Idempotency-Replayed", "true"), header("Retry-After", "1")),
	), nil},
	{"what is not 2xx is no replay", h(
		sent(1, "k1"), sent(2, "k1"), answered(2, 409, body("in flight")), answered(1, 402, body("no")),
		sent(3, "k1"), answered(3, 201),
	), nil},
	{"other keys have other answers", h(sent(1, "k1"), answered(1, 201), sent(2, "k2"), answered(2, 201)), nil},
	{"a client that left saw half an answer", h(
		sent(1, "k1"), answered(1, 201), again, left(2), returned(2),
	), nil},
	{"a request that must be refused replays nothing", h(
		sent(1, "k1"), answered(1, 201), sent(2, "k1", void), answered(2, 201, body("another")),
	), nil},
	{"no body, twice", h(sent(1, "k1"), answered(1, 204, body("")), again, answered(2, 204, body(""))), nil},
	{"bytes that are no JSON", h(sent(1, "k1"), answered(1, 201, body("p1\xff")), again, answered(2, 201, body("p1\xff"))), nil},
	{
		"another status", h(sent(1, "k1"), answered(1, 201), again, answered(2, 200)),
		[]string{`status of #2, a replay of #1 = 200, want 201`},
	},
	{
		"the first answer counts, not the first request", h(sent(1, "k1"), again, answered(2, 201), answered(1, 200)),
		[]string{`status of #1, a replay of #2 = 200, want 201`},
	},
	{
		"each replay that differs", h(sent(1, "k1"), answered(1, 201), again, answered(2, 200), sent(3, "k1"), answered(3, 201, body(`{}`))),
		[]string{`status of #2, a replay of #1 = 200, want 201`, `body of #3, a replay of #1 = {}, want {"id":"pay of k1","amount":100}`},
	},
	{
		"another value", h(sent(1, "k1"), answered(1, 201, body(`{"at":1}`)), again, answered(2, 201, body(`{"at":2}`))),
		[]string{`body of #2, a replay of #1 = {"at":2}, want {"at":1}`},
	},
	{
		"a number written otherwise", h(sent(1, "k1"), answered(1, 201, body(`{"n":9007199254740993}`)), again, answered(2, 201, body(`{"n":9007199254740992}`))),
		[]string{`body of #2, a replay of #1 = {"n":9007199254740992}, want {"n":9007199254740993}`},
	},
	{
		"a number token changed", h(sent(1, "k1"), answered(1, 201, body(`1.0`)), again, answered(2, 201, body(`1`))),
		[]string{`body of #2, a replay of #1 = 1, want 1.0`},
	},
	{
		"an array in another order", h(sent(1, "k1"), answered(1, 201, body(`[1,2]`)), again, answered(2, 201, body(`[2,1]`))),
		[]string{`body of #2, a replay of #1 = [2,1], want [1,2]`},
	},
	{
		"something behind the JSON", h(sent(1, "k1"), answered(1, 201, body(`{"n":1}`)), again, answered(2, 201, body(`{"n":1}{"n":2}`))),
		[]string{`body of #2, a replay of #1 = {"n":1}{"n":2}, want {"n":1}`},
	},
	{"a difference behind a long beginning is shown, not the beginning", h(
		sent(1, "k1"), answered(1, 201, body(`{"id":"p1","amount":100,"currency":"USD","status":"completed","createdAt":"2000-01-01T00:00:00Z"}`)),
		again, answered(2, 201, body(`{"id":"p1","amount":100,"currency":"USD","status":"completed","createdAt":"2000-01-01T00:00:01Z"}`)),
	), []string{`body of #2, a replay of #1 = …createdAt":"2000-01-01T00:00:01Z"}, want …createdAt":"2000-01-01T00:00:00Z"}`}},
	{
		"bytes that are no UTF-8 are told apart", h(sent(1, "k1"), answered(1, 201, body("p\xff")), again, answered(2, 201, body("p\xfe"))),
		[]string{`body of #2, a replay of #1 = p\xfe, want p\xff`},
	},
	{"a difference within a rune, far behind", h(
		sent(1, "k1"), answered(1, 201, body(strings.Repeat("é", 40)+"è")), again, answered(2, 201, body(strings.Repeat("é", 40)+"é")),
	), []string{"body of #2, a replay of #1 = …" + strings.Repeat("é", 16) + ", want …" + strings.Repeat("é", 15) + "è"}},
	{
		"an empty replay", h(sent(1, "k1"), answered(1, 201, body(`{}`)), again, answered(2, 201, body(``))),
		[]string{`body of #2, a replay of #1 = nothing, want {}`},
	},
	{
		"another Content-Type", h(sent(1, "k1"), answered(1, 201), again, answered(2, 201, header("Content-Type", "text/plain"))),
		[]string{`Content-Type of #2, a replay of #1 = ["text/plain"], want ["application/json"]`},
	},
	{
		"Location lost", h(sent(1, "k1"), location("/payments/p1"), again, answered(2, 201, body(`{"id":"p1"}`), json)),
		[]string{`Location of #2, a replay of #1 = [], want ["/payments/p1"]`},
	},
	{"a large body of the same bytes", h(sent(1, "k1"), answered(1, 201, body("aaa"), large(1<<20, "d1")), again, answered(2, 201, body("aaa"), large(1<<20, "d1"))), nil},
	{
		"a large body that differs beyond what was kept", h(sent(1, "k1"), answered(1, 201, body("1"), large(1<<20, "d1")), again, answered(2, 201, body("1"), large(1<<20, "d2"))),
		[]string{`body of #2, a replay of #1 = 1048576 bytes that are others, want 1048576 bytes`},
	},
	{
		"a large body cut off", h(sent(1, "k1"), answered(1, 201, body("1"), large(1<<20, "d1")), again, answered(2, 201, body("1"))),
		[]string{`body of #2, a replay of #1 = 1 byte, want 1048576 bytes`},
	},
}}

var distinctAnswers = table{"DistinctAnswers", judge.DistinctAnswers(), []row{
	{"two keys, two payments", h(sent(1, "k1"), answered(1, 201), sent(2, "k2"), answered(2, 201)), nil},
	{"a replay names the same payment", h(sent(1, "k1"), answered(1, 201), again, answered(2, 201)), nil},
	{"answers that name nothing", h(sent(1, "k1"), answered(1, 204, body("")), sent(2, "k2"), answered(2, 204, body(""))), nil},
	{"answers that are no objects", h(sent(1, "k1"), answered(1, 201, body("[]")), sent(2, "k2"), answered(2, 201, body("[]"))), nil},
	{"failures name nothing", h(sent(1, "k1"), answered(1, 402, body(`{"id":"e"}`)), sent(2, "k2"), answered(2, 402, body(`{"id":"e"}`))), nil},
	{"equal ids below different locations", h(
		sent(1, "k1"), location("/payments/a/1"),
		sent(2, "k2"), answered(2, 201, body(`{"id":"p1"}`), header("Location", "/payments/b/1")),
	), nil},
	{"a look at what another request made", h(
		sent(1, "k1"), answered(1, 201, body(`{"id":"p1"}`)),
		sent(2, "", of("a look"), get), answered(2, 200, body(`{"id":"p1"}`)),
	), nil},
	{
		"two keys, one id", h(sent(1, "k1"), answered(1, 201, body(`{"id":"p1"}`)), sent(2, "k2"), answered(2, 201, body(`{"id":"p1","n":2}`))),
		[]string{`resource in the answer to #2 = p1, which is the answer to #1, want one of its own`},
	},
	{
		"two keys, one number", h(sent(1, "k1"), answered(1, 201, body(`{"id":7}`)), sent(2, "k2"), answered(2, 201, body(`{"id":7}`))),
		[]string{`resource in the answer to #2 = 7, which is the answer to #1, want one of its own`},
	},
	{
		"two keys, one location", h(sent(1, "k1"), location("/payments/p1"), sent(2, "k2"), answered(2, 201, header("Location", "/payments/p1"))),
		[]string{`resource in the answer to #2 = /payments/p1, which is the answer to #1, want one of its own`},
	},
	{"two callers, one payment", h(
		sent(1, "k1"), answered(1, 201, body(`{"id":"p1"}`)),
		sent(2, "k1", of(`key "k1" of bob`)), answered(2, 201, body(`{"id":"p1"}`)),
	), []string{`resource in the answer to #2 = p1, which is the answer to #1, want one of its own`}},
	{"one id, of which only one answer has a location", h(
		sent(1, "k1"), location("/payments/p1"), sent(2, "k2"), answered(2, 201, body(`{"id":"p1"}`)),
	), []string{`resource in the answer to #2 = p1, which is the answer to #1, want one of its own`}},
}}

// What a request waits for is told by what was held meanwhile.
func TestWaitsFor(t *testing.T) {
	waits := []step{sent(2, "k2"), later(2 * time.Minute), unanswered(2, "keys.go:52")}
	for _, tt := range []struct {
		why   string
		steps []step
		want  string
	}{
		{"alone", waits, "the handler waits at keys.go:52 for something that never comes."},
		{"another key's charge is held", append([]step{sent(1, "k1"), charge(1)}, waits...), "the handler waits at keys.go:52 while the charge of #1 is held: for a lock, or a turn, that #1 keeps until that has ended."},
		{"another key's charge is over", append([]step{sent(1, "k1"), charge(1), done}, waits...), "the handler waits at keys.go:52 for something that never comes."},
		{"its own key's charge is held", append([]step{sent(1, "k2"), charge(1)}, waits...), "the handler waits at keys.go:52 for something that never comes."},
	} {
		t.Run(tt.why, func(t *testing.T) {
			got := judge.EveryoneAnswered().Check(h(tt.steps...))
			if len(got) != 1 || got[0].Likely != tt.want {
				t.Errorf("got %v, want %q", got, tt.want)
			}
		})
	}
}
