package timeline_test

import (
	"testing"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/timeline"
)

func TestSpan(t *testing.T) {
	for _, tt := range []struct {
		reason string
		lines  []string
		want   string
	}{
		{"nothing ran", nil, ""},
		{"one line", []string{"keys.go:7"}, "keys.go:7"},
		{"a line again and again", []string{"keys.go:7", "keys.go:7"}, "keys.go:7"},
		{"ascending", []string{"keys.go:20", "keys.go:21", "keys.go:31"}, "keys.go:20–31"},
		{"a branch not taken is no gap, another function is", []string{"keys.go:20", "keys.go:32", "keys.go:45"}, "keys.go:20–32, 45"},
		{"back again", []string{"keys.go:20", "keys.go:21", "keys.go:5", "keys.go:6", "keys.go:22"}, "keys.go:20–21, 5–6, 22"},
		{"two files", []string{"keys.go:20", "store.go:5", "store.go:90", "keys.go:21"}, "keys.go:20, store.go:5, 90, keys.go:21"},
		{"many stretches", []string{"a.go:1", "a.go:100", "a.go:200", "a.go:300", "a.go:400"}, "a.go:1, 100, …, 400"},
		{"many stretches that end in another file", []string{"a.go:1", "a.go:100", "a.go:200", "a.go:300", "b.go:400"}, "a.go:1, 100, …, b.go:400"},
		{"a path with a colon", []string{`C:\keys.go:7`}, `C:\keys.go:7`},
		{"no line at all", []string{"keys.go", "keys.go:x", ""}, ""},
	} {
		if got := timeline.Span(tt.lines); got != tt.want {
			t.Errorf("%s: span = %q, want %q", tt.reason, got, tt.want)
		}
	}
}

func TestClean(t *testing.T) {
	for _, tt := range []struct {
		reason, s string
		most      int
		want      string
	}{
		{"nothing", "", 5, ""},
		{"as long as it may be", "abcde", 5, "abcde"},
		{"longer", "abcdef", 5, "abcde… (6 bytes)"},
		{"runes count, bytes are told", "ääääää", 5, "äääää… (12 bytes)"},
		{"no room", "abc", 0, "… (3 bytes)"},
		{"a terminal's escapes", "\x1b[2J\x1b]0;x\a", 50, `\x1b[2J\x1b]0;x\a`},
		{"lines and tabs", "a\r\n\tb", 50, `a\r\n\tb`},
		{"broken UTF-8", "a\xff\xc3", 50, `a\xff\xc3`},
		{"the replacement character itself", "\ufffd", 50, "\ufffd"},
		{"an eight-bit escape", "\u009b31m", 50, `\u009b31m`},
		{"text that turns around", "\u202eabc\u2066", 50, `\u202eabc\u2066`},
		{"invisible runes", "a\u200bb\u00a0c\ufeff", 50, `a\u200bb\u00a0c\ufeff`},
		{"markup is text here", "<script>&", 50, "<script>&"},
		{"letters of any script", "日本 émoji 🙂", 50, "日本 émoji 🙂"},
	} {
		if got := timeline.Clean(tt.s, tt.most); got != tt.want {
			t.Errorf("%s: clean = %q, want %q", tt.reason, got, tt.want)
		}
	}
}

func TestAnswer(t *testing.T) {
	for _, tt := range []struct {
		reason string
		a      history.Answer
		want   string
	}{
		{"no body", history.Answer{Status: 204}, "204"},
		{"a success is its id", history.Answer{Status: 201, Body: `{"id":"ch_1","amount":100}`}, "201 ch_1"},
		{"an id that breaks off", history.Answer{Status: 201, Body: `{"id":"ch_1`}, `201 {"id":"ch_1`},
		{"an id with tricks", history.Answer{Status: 201, Body: "{\"id\":\"\x1b[2J\"}"}, `201 \x1b[2J`},
		{"a failure is its body", history.Answer{Status: 402, Body: " {\"id\":\"e\"}\n"}, `402 {"id":"e"}`},
		{"a long body", history.Answer{Status: 200, Body: "aaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbb"}, "200 aaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaa… (60 bytes)"},
	} {
		if got := timeline.Answer(tt.a); got != tt.want {
			t.Errorf("%s: answer = %q, want %q", tt.reason, got, tt.want)
		}
	}
}
