package judge_test

import (
	"strings"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// byPath groups by path; a request without one is in no group.
func byPath(a history.Attempt) string { return a.Path }

func at(path string) func(*history.Attempt) {
	return func(a *history.Attempt) { a.Path = path }
}

var sameBytes = table{"SameBytes", judge.SameBytes(byPath, "X-Order"), []row{
	{"the same answer", h(sent(1, "k1"), answered(1, 201), sent(2, "k1"), answered(2, 201)), nil},
	{"the same error", h(sent(1, "k1"), answered(1, 500, body("sorry")), sent(2, "k1"), answered(2, 500, body("sorry"))), nil},
	{"other groups", h(sent(1, "k1"), answered(1, 201), sent(2, "k1", at("/refunds")), answered(2, 404)), nil},
	{"no group", h(sent(1, "k1", at("")), answered(1, 201), sent(2, "k1", at("")), answered(2, 404)), nil},
	{"without an answer there is nothing to compare", h(sent(1, "k1"), dropped(1, "boom"), sent(2, "k1"), answered(2, 201)), nil},
	{"a marker, and what a server says by itself", h(
		sent(1, "k1"), answered(1, 201, header("Date", "now"), header("X-Cache", "miss")),
		sent(2, "k1"), answered(2, 201, header("Idempotent-Replayed", "true"), header("X-Cache", "hit"), header("Content-Length", "7")),
	), nil},
	{
		"another status", h(sent(1, "k1"), answered(1, 201, body("a")), sent(2, "k1"), answered(2, 200, body("a"))),
		[]string{`status of #2 (key "k1"), beside #1 = 200, want 201`},
	},
	{
		"a body that is equal as JSON only", h(sent(1, "k1"), answered(1, 200, body(`{"a":1}`)), sent(2, "k1"), answered(2, 200, body(`{"a": 1}`))),
		[]string{`body of #2 (key "k1"), beside #1 = {"a": 1}, want {"a":1}`},
	},
	{
		"a body that was cut", h(sent(1, "k1"), answered(1, 200, body("abc"), large(70_000, "d1")), sent(2, "k1"), answered(2, 200, body("abc"), large(69_999, "d2"))),
		[]string{`body of #2 (key "k1"), beside #1 = 69999 bytes, want 70000 bytes`},
	},
	{
		"values in another order", h(sent(1, "k1"), answered(1, 200, header("X-Order", "b", "a")), sent(2, "k1"), answered(2, 200, header("X-Order", "a", "b"))),
		[]string{`header X-Order of #2 (key "k1"), beside #1 = "a", "b", want "b", "a"`},
	},
	{
		"a header that is lost", h(sent(1, "k1"), answered(1, 200, header("Set-Cookie", "a=1")), sent(2, "k1"), answered(2, 200)),
		[]string{`header Set-Cookie of #2 (key "k1"), beside #1 = none, want "a=1"`},
	},
	{
		"a header of the handler's that should not be there", h(sent(1, "k1"), answered(1, 200), sent(2, "k1"), answered(2, 200, header("X-Order", "7"))),
		[]string{`header X-Order of #2 (key "k1"), beside #1 = "7", want none`},
	},
	{
		"a type where there was none, and a long value", h(
			sent(1, "k1"), answered(1, 200, func(a *history.Answer) { a.Header = nil }),
			sent(2, "k1"), answered(2, 200, header("Content-Type", strings.Repeat("x", 70))),
		),
		[]string{`header Content-Type of #2 (key "k1"), beside #1 = "` + strings.Repeat("x", 60) + `… (70 bytes)", want none`},
	},
	{"all are compared with the first", h(
		sent(1, "k1"), answered(1, 201), sent(2, "k1"), answered(2, 200), sent(3, "k1"), answered(3, 201), sent(4, "k1"), answered(4, 200),
	), []string{`status of #2 (key "k1"), beside #1 = 200, want 201`, `status of #4 (key "k1"), beside #1 = 200, want 201`}},
}}
