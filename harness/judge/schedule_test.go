package judge_test

import (
	"testing"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

func TestGap(t *testing.T) {
	step := func(who string, lines ...string) history.Step { return history.Step{Who: who, Lines: lines} }
	for _, tt := range []struct {
		reason string
		steps  []history.Step
		want   string
	}{
		{"a free schedule has no steps", nil, ""},
		{"one after the other", []history.Step{step("#1", "k:1", "k:9"), step("#2", "k:1", "k:9")}, ""},
		{
			"one request in the middle of another",
			[]history.Step{step("#1", "k:1", "k:4"), step("#2", "k:1", "k:2", "k:9"), step("#1", "k:5", "k:9")},
			"Between k:4 and k:5 of #1, k:1 to k:9 of #2 ran.",
		},
		{
			"a single line",
			[]history.Step{step("#1", "k:1"), step("#2", "k:7"), step("#1", "k:2")},
			"Between k:1 and k:2 of #1, k:7 of #2 ran.",
		},
		{
			"one request in two stretches",
			[]history.Step{step("#1", "k:1"), step("#2", "k:1", "k:4"), step("#2", "k:5", "k:9"), step("#1", "k:2")},
			"Between k:1 and k:2 of #1, k:1 to k:9 of #2 ran.",
		},
		{
			"two others",
			[]history.Step{step("#1", "k:1"), step("#2", "k:1"), step("bg1", "k:30", "k:33"), step("#1", "k:2")},
			"Between k:1 and k:2 of #1, k:1 of #2 and k:30 to k:33 of bg1 ran.",
		},
		{
			"many others",
			[]history.Step{step("#1", "k:1"), step("#2", "k:1"), step("#3", "k:1"), step("#4", "k:1"), step("#5", "k:1"), step("#6", "k:1"), step("#1", "k:2")},
			"Between k:1 and k:2 of #1, k:1 of #2 and k:1 of #3 and k:1 of #4 and lines of 2 others ran.",
		},
		{
			"stretches without lines say nothing",
			[]history.Step{step("#1"), step("#1", "k:1"), step("#2"), step("#1", "k:2"), step("#3", "k:1"), step("#1"), step("#1", "k:3")},
			"Between k:2 and k:3 of #1, k:1 of #3 ran.",
		},
		{
			"who was interrupted never came back, but another did",
			[]history.Step{step("#1", "k:1"), step("#2", "k:1"), step("#3", "k:1"), step("#2", "k:2")},
			"Between k:1 and k:2 of #2, k:1 of #3 ran.",
		},
	} {
		if tt.reason == "" {
			t.Fatal("a row without a reason")
		}
		if got := judge.Gap(&history.History{Steps: tt.steps}); got != tt.want {
			t.Errorf("%s: gap = %q, want %q", tt.reason, got, tt.want)
		}
	}
}
