package timeline_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/timeline"
)

const k1 = `key "k1"`

var post = timeline.Row{Who: "#1", Text: `POST /payments k1 {"amount":100,"currency":"USD"}`, Intent: k1}

func TestRows(t *testing.T) {
	second := post
	second.Who = "#2"
	for _, tt := range []struct {
		reason string
		play   func(p *tape)
		vs     []judge.Violation
		want   []timeline.Row
	}{
		{reason: "nothing happened", play: func(p *tape) {}},
		{reason: "what never happened is not shown", play: func(p *tape) {
			p.Attempts = []history.Attempt{{N: 1}}
			p.Effects = []history.Effect{{N: 1, By: 7}}
			p.Notes = []history.Note{{Text: "never"}}
		}},
		{reason: "a request that was not answered, with an effect that did not end", play: func(p *tape) {
			p.send("k1", 100)
			p.start(1)
		}, want: []timeline.Row{post, {Who: "#1", Text: "charge ch_1 (100 USD) starts", Intent: k1}}},
		{reason: "what takes no time is one row", play: func(p *tape) {
			p.send("k1", 100)
			p.charge(1)
			p.pay(1, "ch_1")
		}, want: []timeline.Row{post, {Who: "#1", Text: "charge ch_1 (100 USD) is done, → 201 ch_1", Intent: k1}}},
		{reason: "what takes time is shown when it happens", play: func(p *tape) {
			p.send("k1", 100)
			p.start(1)
			p.later(time.Second)
			p.end(1, history.Refused)
			p.later(time.Second)
			p.answer(1, 402, "")
		}, want: []timeline.Row{
			post,
			{Who: "#1", Text: "charge ch_1 (100 USD) starts", Intent: k1},
			{At: time.Second, Who: "#1", Text: "charge ch_1 is refused", Intent: k1},
			{At: 2 * time.Second, Who: "#1", Text: "→ 402", Intent: k1},
		}},
		{reason: "an effect of nobody's is of the intent that asks for it", play: func(p *tape) {
			p.send("k1", 100)
			p.charge(1)
			p.Effects[0].By = 0
		}, want: []timeline.Row{
			post,
			{Text: "charge ch_1 (100 USD) starts", Intent: k1},
			{Text: "charge ch_1 is done", Intent: k1},
		}},
		{reason: "the answer is to blame where no effect is", play: func(p *tape) {
			p.send("k1", 100)
			p.send("k1", 100)
			p.answer(1, 409, "")
			p.answer(2, 409, "")
		}, vs: []judge.Violation{{Attempts: []int{2}}, {Attempts: []int{1}}}, want: []timeline.Row{
			post, second,
			{Who: "#1", Text: "→ 409", Intent: k1},
			{Who: "#2", Text: "→ 409", Intent: k1, Culprit: true},
		}},
		{reason: "the effect is to blame, not the answer of the request that ran it", play: func(p *tape) {
			p.send("k1", 100)
			p.start(1)
			p.later(time.Second)
			p.end(1, history.Done)
			p.pay(1, "ch_1")
		}, vs: []judge.Violation{{Attempts: []int{1}, Effects: []int{1}}}, want: []timeline.Row{
			post,
			{Who: "#1", Text: "charge ch_1 (100 USD) starts", Intent: k1, Culprit: true},
			{At: time.Second, Who: "#1", Text: "charge ch_1 is done, → 201 ch_1", Intent: k1},
		}},
		{reason: "every way to end", play: func(p *tape) {
			for range 4 {
				p.send("k1", 100)
			}
			p.ends(1, history.Left)
			p.Attempts[0].Returned = p.now()
			p.ends(2, history.Dropped)
			p.ends(3, history.Dropped).Panic = "boom"
			p.ends(4, history.Unanswered)
		}, want: []timeline.Row{
			post, second, who(post, "#3"), who(post, "#4"),
			{Who: "#1", Text: "its client leaves, its handler returns", Intent: k1},
			{Who: "#2", Text: "→ connection closed", Intent: k1},
			{Who: "#3", Text: "→ connection closed: panic: boom", Intent: k1},
			{Who: "#4", Text: "→ no answer", Intent: k1},
		}},
		{reason: "what is special about a request", play: func(p *tape) {
			a := p.send("k1", 100)
			a.Caller, a.Body, a.Note, a.Key = "bob", "", "the body breaks off", ""
		}, want: []timeline.Row{{Who: "#1", Text: "POST /payments by bob (the body breaks off)", Intent: k1}}},
		{reason: "what the scenario does", play: func(p *tape) {
			p.wait(90 * time.Minute)
			p.due("in time", 1, 2)
			p.due("in time", 1, 9)
			p.note(history.Clock, "keys live for 1h0m0s")
			p.note(history.Quit, "the server\x07 shuts down")
		}, want: []timeline.Row{
			{At: 90 * time.Minute, Text: "1h30m later"},
			{At: 90 * time.Minute, Text: "answers are due: #1, #2"},
			{At: 90 * time.Minute, Text: "answers are due: 9, from #1 to #9"},
			{At: 90 * time.Minute, Text: "keys live for 1h0m0s"},
			{At: 90 * time.Minute, Text: `the server\a shuts down`},
		}},
	} {
		p := &tape{}
		tt.play(p)
		if d := cmp.Diff(tt.want, timeline.Rows(&p.History, tt.vs)); d != "" {
			t.Errorf("rows of %q (-want +got)\n%s", tt.reason, d)
		}
	}
}

func who(r timeline.Row, name string) timeline.Row {
	r.Who = name
	return r
}

// TestSteps: where a schedule was explored, the rows are its stretches.
func TestSteps(t *testing.T) {
	second := who(post, "#2")
	for _, tt := range []struct {
		reason string
		play   func(p *tape)
		want   []timeline.Row
	}{
		{reason: "both requests are sent before either runs", play: func(p *tape) {
			p.send("k1", 100)
			p.send("k1", 100)
			p.ran("#1", lines(1, 9)...)
			p.charge(1)
			p.pay(1, "ch_1")
			p.ran("#2", lines(1, 4)...)
			p.pay(2, "ch_1")
		}, want: []timeline.Row{
			post, second,
			{Who: "#1", Lines: "keys.go:1–9", Text: "charge ch_1 (100 USD) is done, → 201 ch_1", Intent: k1},
			{Who: "#2", Lines: "keys.go:1–4", Text: "→ 201 ch_1", Intent: k1},
		}},
		{reason: "lines in which nothing happened, and a stretch without lines", play: func(p *tape) {
			p.send("k1", 100)
			p.ran("#1", lines(1, 4)...)
			p.ran("#1")
			p.ran("bg1", "keys.go:30")
			p.note(history.Gate, "effects are let go")
		}, want: []timeline.Row{
			post,
			{Who: "#1", Lines: "keys.go:1–4"},
			{Who: "bg1", Lines: "keys.go:30"},
			{Text: "effects are let go"},
		}},
		{reason: "a goroutine that a request started acts for it", play: func(p *tape) {
			p.send("k1", 100)
			p.ran("#1+1", "keys.go:50")
			p.charge(1)
		}, want: []timeline.Row{post, {Who: "#1+1", Lines: "keys.go:50", Text: "charge ch_1 (100 USD) is done", Intent: k1}}},
		{reason: "time that passes within a stretch", play: func(p *tape) {
			p.send("k1", 100)
			p.ran("#1", lines(1, 9)...)
			p.start(1)
			p.later(2 * time.Second)
			p.end(1, history.Done)
			p.pay(1, "ch_1")
		}, want: []timeline.Row{
			post,
			{Who: "#1", Lines: "keys.go:1–9", Text: "charge ch_1 (100 USD) starts", Intent: k1},
			{At: 2 * time.Second, Who: "#1", Text: "charge ch_1 is done, → 201 ch_1", Intent: k1},
		}},
		{reason: "what others do before and after", play: func(p *tape) {
			p.send("k1", 100)
			p.ran("#1", lines(1, 9)...)
			p.note(history.Gate, "before")
			p.charge(1)
			p.note(history.Gate, "after")
		}, want: []timeline.Row{
			post,
			{Text: "before"},
			{Who: "#1", Lines: "keys.go:1–9", Text: "charge ch_1 (100 USD) is done", Intent: k1},
			{Text: "after"},
		}},
	} {
		p := &tape{}
		tt.play(p)
		if d := cmp.Diff(tt.want, timeline.Rows(&p.History, nil)); d != "" {
			t.Errorf("rows of %q (-want +got)\n%s", tt.reason, d)
		}
	}
}
