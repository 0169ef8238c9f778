package judge_test

import (
	"testing"
	"time"

	"example.com/idempotency/harness/judge"
)

// ttl: a key is remembered for d after its completion.
func ttl(d time.Duration) step { return func(s *script) { s.TTL = d } }

// slack: instants may be off by d, as in a history of real time.
func slack(d time.Duration) step { return func(s *script) { s.Slack = d } }

var endsOnTime = table{"EndsOnTime", judge.EndsOnTime("charge"), []row{
	{"a key without an end", h(sent(1, "k1"), charge(1), done, answered(1, 201), later(time.Hour), sent(2, "k1"), answered(2, 201)), nil},
	{"replayed just before the end, new at the end", h(
		ttl(time.Hour), sent(1, "k1"), charge(1), done, answered(1, 201, body(`{"id":1}`)),
		later(time.Hour-1), sent(2, "k1"), answered(2, 201, body(`{"id":1}`)),
		later(1), sent(3, "k1"), charge(3), done, answered(3, 201, body(`{"id":2}`)),
	), nil},
	{"a refusal frees the key before the end", h(
		ttl(time.Hour), sent(1, "k1"), charge(1), refused, answered(1, 402), later(time.Minute), sent(2, "k1"), charge(2), done, answered(2, 201),
	), nil},
	{"in real time, forgotten or remembered near the end", h(
		ttl(time.Hour), slack(time.Minute), sent(1, "k1"), charge(1), done, answered(1, 201, body(`{"id":1}`)),
		later(time.Hour-time.Minute), sent(2, "k1"), charge(2), done, answered(2, 201, body(`{"id":2}`)),
		later(time.Hour+time.Minute-1), sent(3, "k1"), answered(3, 201, body(`{"id":2}`)),
	), nil},
	{"in real time, forgotten well before the end", h(
		ttl(time.Hour), slack(time.Minute), sent(1, "k1"), charge(1), done, answered(1, 201, body(`{"id":1}`)),
		later(time.Hour-time.Minute-1), sent(2, "k1"), charge(2), done, answered(2, 201, body(`{"id":2}`)),
	), []string{`start of charge ch_2, another one for key "k1" = 58m59.999999999s, want 59m0s or later`}},
	{"forgotten just before the end", h(
		ttl(time.Hour), sent(1, "k1"), charge(1), done, answered(1, 201, body(`{"id":1}`)),
		later(time.Hour-1), sent(2, "k1"), charge(2), done, answered(2, 201, body(`{"id":2}`)),
	), []string{`start of charge ch_2, another one for key "k1" = 59m59.999999999s, want 1h0m0s or later`}},
	{"remembered at the end", h(
		ttl(time.Hour), sent(1, "k1"), charge(1), done, answered(1, 201),
		later(time.Hour), sent(2, "k1"), answered(2, 201),
	), []string{`answer to #2, sent 0s after the end of its key = that to #1, want a new one`}},
}}

// livesRows are judged by the rules of an operation whose keys expire.
var livesRows = []row{
	{"another life, another charge, another answer", h(
		ttl(time.Hour), sent(1, "k1"), charge(1), done, answered(1, 201, body(`{"id":1}`)), sent(2, "k1"), answered(2, 201, body(`{"id":1}`)),
		later(time.Hour), sent(3, "k1"), charge(3), done, answered(3, 201, body(`{"id":2}`)), sent(4, "k1"), answered(4, 201, body(`{"id":2}`)),
	), nil},
	{"an unknown outcome ends with its key", h(
		ttl(time.Hour), sent(1, "k1"), charge(1), unknown, answered(1, 502),
		later(time.Hour), sent(2, "k1"), charge(2), done, answered(2, 201), sent(3, "k1"), answered(3, 201),
	), nil},
	{"a charge that outlives the time of its key is still the only one", h(
		ttl(time.Second), sent(1, "k1"), charge(1), later(time.Minute), sent(2, "k1"), answered(2, 409), done, answered(1, 201), sent(3, "k1"), answered(3, 201),
	), nil},
	{"in real time, a new life a little before its time", h(
		ttl(time.Hour), slack(time.Minute), sent(1, "k1"), charge(1), done, answered(1, 201, body(`{"id":1}`)),
		later(time.Hour-time.Second), sent(2, "k1"), charge(2), done, answered(2, 201, body(`{"id":2}`)), sent(3, "k1"), answered(3, 201, body(`{"id":2}`)),
	), nil},
	{"a client has left, and nobody knows in which life its request is carried out", h(
		ttl(time.Hour), slack(time.Minute), sent(1, "k1"), left(1), chargeOf("100 USD"), done,
		later(2*time.Hour), sent(2, "k1"), left(2), later(time.Second), chargeOf("100 USD"), done,
		sent(3, "k1"), answered(3, 201),
	), nil},
	{"in real time, a new life starts no charge", h(
		ttl(time.Hour), slack(time.Minute), sent(1, "k1"), charge(1), done, answered(1, 201), later(time.Hour+time.Minute), sent(2, "k1"), answered(2, 201),
	), []string{
		`no-early-success: charges done when #2 was answered 201 = 0, want 1`,
		`distinct-answers: resource in the answer to #2 = pay of k1, which is the answer to #1, want one of its own`,
	}},
	{"forgotten too early", h(
		ttl(time.Hour), sent(1, "k1"), charge(1), done, answered(1, 201), later(time.Minute), sent(2, "k1"), charge(2), done, answered(2, 201),
	), []string{`at-most-once: charges for key "k1" = 2, want 1`}},
	{"a new life starts no charge", h(
		ttl(time.Hour), sent(1, "k1"), charge(1), done, answered(1, 201), later(time.Hour), sent(2, "k1"), answered(2, 201),
	), []string{
		`no-early-success: charges done when #2 was answered 201 = 0, want 1`,
		`distinct-answers: resource in the answer to #2 = pay of k1, which is the answer to #1, want one of its own`,
	}},
}

func TestLives(t *testing.T) {
	testRows(t, livesRows, judge.Lives(keyed.Rules())...)
}
