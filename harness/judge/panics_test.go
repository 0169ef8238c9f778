package judge_test

import (
	"time"

	"example.com/idempotency/harness/judge"
)

// aborted: the effect panics, and nothing has happened.
func aborted(s *script) {
	refused(s)
	s.Effects[len(s.Effects)-1].Panics = true
}

var panicStoresNothing = table{"PanicStoresNothing", judge.PanicStoresNothing(502), []row{
	{"nobody panics", h(sent(1, "k1"), charge(1), done, answered(1, 201)), nil},
	{"the one that panics, and then one that does not", h(
		sent(1, "k1"), charge(1), aborted, dropped(1, "boom"), sent(2, "k1"), charge(2), done, answered(2, 201),
	), nil},
	{"again and again", h(sent(1, "k1"), charge(1), aborted, dropped(1, "boom"), sent(2, "k1"), charge(2), aborted, dropped(2, "boom")), nil},
	{"those that waited", h(
		sent(1, "k1"), sent(2, "k1"), sent(3, "k1"), charge(1), aborted, dropped(1, "boom"), dropped(2, "boom"), answered(3, 500),
	), nil},
	{"one that came while somebody was still there", h(
		sent(1, "k1"), sent(2, "k1"), charge(1), aborted, dropped(1, "boom"), sent(3, "k1"), dropped(2, "boom"), answered(3, 503),
	), nil},
	{"the status of a run that ended", h(sent(1, "k1"), charge(1), unknown, answered(1, 502), sent(2, "k1"), answered(2, 502)), nil},
	{"a request for which nothing ever runs is another rule's", h(sent(1, "k1"), answered(1, 500)), nil},
	{"the panic was stored", h(
		sent(1, "k1"), charge(1), aborted, dropped(1, "boom"), sent(2, "k1"), dropped(2, "boom"),
	), []string{`answer to #2, when nothing panicked while it was there = connection closed, want that of a run`}},
	{"the panic was stored as an error", h(
		sent(1, "k1"), charge(1), aborted, dropped(1, "boom"), later(time.Hour), sent(2, "k1"), answered(2, 500),
	), []string{`answer to #2, when nothing panicked while it was there = 500, want that of a run`}},
	{"another key panicked", h(
		sent(1, "k1"), sent(2, "k2"), charge(1), charge(2), aborted, done, dropped(1, "boom"), dropped(2, "boom"),
	), []string{`answer to #1, when nothing panicked while it was there = connection closed, want that of a run`}},
}}
