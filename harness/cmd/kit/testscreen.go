package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/runner"
	"example.com/idempotency/harness/timeline"
)

// show prints the verdict on one challenge: a line for each level, the first failure in full, the
// others in a line each.
func (c *testCmd) show(k *kit, ch challenges.Challenge, o runner.Outcome) {
	k.out.printf("%s  %s%s\n", k.out.bold(ch.Name), ch.Title, k.out.dim("   "+how(o)))
	if o.Note != "" {
		k.out.printf("note: %s\n", o.Note)
	}
	if o.Compile != "" {
		k.out.printf("%s\n%s\n", k.out.bad("✗ the code does not compile:"), o.Compile)
		return
	}
	k.levels(o)
	for _, d := range o.Died {
		if d.ID == "" {
			k.out.printf("%s %s\n", k.out.bad("✗"), d.Why)
		}
	}
	first := len(o.Results) > 0
	for _, x := range o.Results {
		switch {
		case !x.Open():
		case first:
			first = false
			k.out.printf("\n")
			c.failure(ch, x).Print(k.out, k.out.style())
			if len(o.Broken()) > 1 {
				k.out.printf("\nNot held either:\n")
			}
		default:
			k.out.printf("  %-4s %s\n", x.ID, x.Story)
		}
	}
	k.notJudged(o)
	if o.Held() {
		k.out.printf("%s\n", k.out.good(allHold(o)))
	}
}

// how says under which conditions the verdict was found.
func how(o runner.Outcome) string {
	schedules := 0
	for _, x := range o.Results {
		schedules += x.Runs
	}
	if o.Outside {
		return plural(schedules, "run", "runs") + " over HTTP"
	}
	s := plural(schedules, "schedule", "schedules")
	if !o.Rewritten && o.Compile == "" {
		s += ", with gates"
	}
	if o.Race {
		return s + ", race detector on"
	}
	return s + ", race detector off"
}

// levels prints the verdicts, a line for each level; of a challenge that is asked part by part, a
// line for each part.
func (k *kit) levels(o runner.Outcome) {
	word, group := "level", func(x harness.Result) int { return x.Level }
	if slices.ContainsFunc(o.Results, func(x harness.Result) bool { return x.Part > 1 }) {
		word, group = "part", func(x harness.Result) int { return x.Part }
	}
	lines := map[int]string{}
	for _, x := range o.Results {
		mark := k.out.bad("? " + x.ID)
		switch x.Verdict {
		case judge.Held:
			mark = k.out.good("✓") + " " + x.ID
		case judge.Broken:
			mark = k.out.bad("✗ " + x.ID)
		case judge.NotJudged:
			mark = k.out.dim("– " + x.ID)
		}
		lines[group(x)] += "  " + mark
	}
	for _, n := range slices.Sorted(maps.Keys(lines)) {
		k.out.printf("  %s %d%s\n", word, n, lines[n])
	}
}

func (c *testCmd) failure(ch challenges.Challenge, x harness.Result) timeline.Failure {
	more := []string{"Again: " + c.again(ch, x.ID), "Hint: make hint P=" + x.ID, "Picture: " + c.picture(ch, x.ID)}
	if x.Extra { // nobody wrote a hint
		more = slices.Delete(more, 1, 2)
	}
	return timeline.Failure{
		ID: x.ID, Story: x.Story, Level: x.Level, Case: x.Case, Verdict: x.Verdict, Why: x.Why,
		Violations: x.Violations, History: x.History, More: more,
	}
}

// again is the command that judges one promise again, in the same way.
func (c *testCmd) again(ch challenges.Challenge, id string) string {
	s := fmt.Sprintf("make test C=%s P=%s", ch.Name, id)
	if c.server != "" {
		s = fmt.Sprintf("make attack C=%s P=%s %s", ch.Name, id, c.server)
	}
	if c.From != "" {
		s += " FROM=" + c.From
	}
	if c.Extra != "" {
		s += " EXTRA=" + c.Extra
	}
	if c.Seed != 0 {
		s += fmt.Sprintf(" SEED=%d", c.Seed)
	}
	return s
}

// picture is the command that draws the same.
func (c *testCmd) picture(ch challenges.Challenge, id string) string {
	if c.server != "" {
		return c.again(ch, id) + " OUT=.kit/attack.html"
	}
	return strings.Replace(c.again(ch, id), "make test", "make report", 1)
}

// scoreLine is a challenge's line of the scoreboard.
func (k *kit) scoreLine(ch challenges.Challenge, o runner.Outcome) string {
	if o.Compile != "" {
		return fmt.Sprintf("%d  %-12s %s", ch.Number, ch.Name, k.out.bad("does not compile"))
	}
	var levels []string
	for level := 1; level <= 3; level++ {
		held, all := 0, 0
		for _, x := range o.Results {
			if x.Level == level {
				all++
				if x.Verdict == judge.Held {
					held++
				}
			}
		}
		s := fmt.Sprintf("level %d: %2d/%-2d", level, held, all)
		if held == all {
			s = k.out.good(s)
		}
		levels = append(levels, s)
	}
	mark := k.out.bad("✗")
	if o.Held() {
		mark = k.out.good("✓")
	}
	return fmt.Sprintf("%s %d  %-12s %s", mark, ch.Number, ch.Name, strings.Join(levels, "   "))
}
