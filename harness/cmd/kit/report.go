package main

import (
	"fmt"
	"path/filepath"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/runner"
	"example.com/idempotency/harness/timeline"
)

type reportCmd struct {
	Challenge string `short:"c" required:"" help:"Name or number."`
	Promise   string `short:"p" help:"Judge these promises only, such as K5 or K5,K9."`
	Seed      uint64 `help:"Seed of random schedules and storms."`
	From      string `help:"A folder, or one Go file, to judge in place of the challenge's own code."`
	Out       string `short:"o" help:"Write the page to this file. Default: .kit/report-NAME.html."`
	extraFlag
}

// Run judges a challenge and draws what happened on one HTML page.
func (c *reportCmd) Run(k *kit) error {
	ch, err := k.open(c.Challenge)
	if err != nil {
		return err
	}
	t := testCmd{Challenge: c.Challenge, Promise: c.Promise, Seed: c.Seed, From: c.From, extraFlag: c.extraFlag}
	j, err := t.job(k, ch)
	if err != nil {
		return err
	}
	j.Keep = true
	o, err := k.judge(k.ctx, ch, j)
	if err != nil {
		return err
	}
	if err := t.known(ch, o); err != nil {
		return err
	}
	path, err := c.write(k, ch, t.page(ch, o))
	if err != nil {
		return err
	}
	k.out.printf("%s  %s%s\n", k.out.bold(ch.Name), ch.Title, k.out.dim("   "+how(o)))
	if o.Compile != "" {
		k.out.printf("%s\n", k.out.bad("✗ the code does not compile"))
	}
	k.levels(o)
	k.out.printf("\nThe page: %s\n", path)
	if !o.Held() {
		return errBroken
	}
	return nil
}

// write writes the page and returns where it is, as people say it.
func (c *reportCmd) write(k *kit, ch challenges.Challenge, p timeline.Page) (string, error) {
	path, shown := c.Out, c.Out
	if path == "" {
		shown = filepath.Join(".kit", "report-"+ch.Name+".html")
		path = filepath.Join(k.root, shown)
	}
	if err := writePage(path, p.Write); err != nil {
		return "", fmt.Errorf("OUT=%s: %w", shown, err)
	}
	return shown, nil
}

// page is what the report shows of an outcome.
func (c *testCmd) page(ch challenges.Challenge, o runner.Outcome) timeline.Page {
	p := timeline.Page{Name: ch.Name, Title: ch.Title, How: how(o), Note: o.Note, Compile: o.Compile}
	for _, d := range o.Died {
		if d.ID == "" {
			p.Died = append(p.Died, d.Why)
		}
	}
	for _, x := range o.Results {
		p.Scenes = append(p.Scenes, c.scene(ch, x))
	}
	return p
}

// scene is what a page shows of a result.
func (c *testCmd) scene(ch challenges.Challenge, x harness.Result) timeline.Scene {
	return timeline.Scene{
		ID: x.ID, Story: x.Story, Level: x.Level, Part: x.Part, Case: x.Case, Verdict: x.Verdict, Why: x.Why,
		Violations: x.Violations, History: x.History, Again: c.again(ch, x.ID),
	}
}
