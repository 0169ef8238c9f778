package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/runner"
	"example.com/idempotency/harness/timeline"
)

type testCmd struct {
	Challenge string `short:"c" help:"Name or number; empty: all."`
	Promise   string `short:"p" help:"Judge these promises only, such as K5 or K5,K9."`
	Seed      uint64 `help:"Seed of random schedules and storms."`
	From      string `help:"A folder, or one Go file, to judge in place of the challenge's own code."`
	JSON      string `name:"json" help:"Write the whole report to this file."`
	NoRace    bool   `help:"Judge without the race detector."`
	extraFlag

	server string // of make attack: how it is reached, "URL=…"
}

// Run judges one challenge, or all with a scoreboard.
func (c *testCmd) Run(k *kit) error {
	todo := k.ready()
	if c.Challenge != "" {
		one, err := k.open(c.Challenge)
		if err != nil {
			return err
		}
		todo = []challenges.Challenge{one}
	}
	var outs []runner.Outcome
	held := true
	for _, ch := range todo {
		j, err := c.job(k, ch)
		if err != nil {
			return err
		}
		o, err := k.judge(k.ctx, ch, j)
		if err != nil {
			return err
		}
		if err := c.known(ch, o); err != nil {
			return err
		}
		outs = append(outs, o)
		held = held && o.Held()
		if c.Challenge != "" {
			c.show(k, ch, o)
		} else {
			k.out.printf("%s\n", k.scoreLine(ch, o))
		}
	}
	if c.Challenge == "" && !held {
		k.out.printf("\n%s\n", k.out.dim("make test C=NAME shows what is broken"))
	}
	if err := c.write(outs); err != nil {
		return err
	}
	if !held {
		return errBroken
	}
	return nil
}

// judge does the job, and remembers the verdict when a whole suite has judged the challenge's own code.
func (k *kit) judge(ctx context.Context, ch challenges.Challenge, j runner.Job) (runner.Outcome, error) {
	code, err := k.folder(ch).Digest() // before it can be edited
	if err != nil {
		return runner.Outcome{}, err
	}
	o, err := runner.Run(ctx, j)
	if err != nil {
		return o, inExtra(j, err)
	}
	o.Suite = ch.Name
	if j.From == "" && j.Extra == "" && len(j.Only) == 0 && o.Compile == "" {
		err = k.remember(ch, code, o)
	}
	return o, err
}

// job makes the job for one challenge.
func (c *testCmd) job(k *kit, ch challenges.Challenge) (runner.Job, error) {
	j := runner.Job{Root: k.root, Name: ch.Name, Entry: ch.Entry, Seed: c.Seed, NoRace: c.NoRace, Progress: func(text string, _ *harness.Event) {
		if text != "" {
			fmt.Fprintln(os.Stderr, text)
		}
	}}
	j.Only = strings.FieldsFunc(strings.ToUpper(c.Promise), func(r rune) bool { return r == ',' || r == ' ' })
	var err error
	if j.Extra, err = c.folder(); err != nil || c.From == "" {
		return j, err
	}
	from, err := filepath.Abs(c.From)
	if err != nil {
		return j, err
	}
	if c.Challenge == "" {
		from = filepath.Join(from, ch.Name)
	}
	st, err := os.Stat(from)
	switch {
	case err != nil:
		return j, fmt.Errorf("FROM=%s: there is no such folder or file", c.From)
	case st.IsDir() && !holdsGo(from):
		return j, fmt.Errorf("FROM=%s: no Go files in it: name the folder that holds package %s", c.From, ch.Name)
	case !st.IsDir() && !strings.HasSuffix(from, ".go"):
		return j, fmt.Errorf("FROM=%s: is not a Go file: name a folder or a .go file", c.From)
	}
	j.From = from
	return j, nil
}

func holdsGo(dir string) bool {
	files, _ := filepath.Glob(filepath.Join(dir, "*.go"))
	for _, f := range files {
		if !strings.HasSuffix(f, "_test.go") {
			return true
		}
	}
	return false
}

// known says when a promise was asked for that the suite does not have.
func (c *testCmd) known(ch challenges.Challenge, o runner.Outcome) error {
	if c.Promise != "" && o.Compile == "" && len(o.Died) == 0 && len(o.Results) == 0 {
		return fmt.Errorf("P=%s: challenge %s has no such promise: see challenges/%s/README.md", c.Promise, ch.Name, ch.Name)
	}
	return nil
}

func (c *testCmd) write(outs []runner.Outcome) error {
	if c.JSON == "" {
		return nil
	}
	b, err := json.MarshalIndent(outs, "", "  ")
	if err == nil {
		err = os.WriteFile(c.JSON, append(b, '\n'), 0o644)
	}
	if err != nil {
		return fmt.Errorf("JSON=%s: %w", c.JSON, err)
	}
	return nil
}

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
