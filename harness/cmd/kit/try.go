package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/gallery"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/runner"
)

type tryCmd struct {
	Challenge string `short:"c" required:"" help:"Name or number."`
	extraFlag
}

// Run tries an interviewer's own scenarios on answers whose verdict is known: every right one must
// hold them, and each should catch a wrong one.
func (c *tryCmd) Run(k *kit) error {
	ch, err := k.choose(c.Challenge)
	if err != nil {
		return err
	}
	dir, err := c.folder()
	if err == nil && dir == "" {
		err = fmt.Errorf("EXTRA=DIR: name the folder with the scenarios: challenges/INTERVIEW.md shows what to write")
	}
	if err != nil {
		return err
	}
	j := runner.Job{Root: k.root, Name: ch.Name, Entry: ch.Entry, From: filepath.Join(k.root, "solutions", ch.Name), Extra: dir, OnlyExtra: true}
	o, err := runner.Run(k.ctx, j)
	if err != nil {
		return inExtra(j, err)
	}
	m, err := runner.Gallery{Root: k.root, Name: ch.Name, Extra: dir}.Matrix(k.ctx)
	if err != nil {
		return err
	}
	ok := true
	for _, x := range o.Results {
		if !k.tried(x, m.Rows) {
			ok = false
		}
	}
	if !ok {
		return errBroken
	}
	return nil
}

// tried says what one scenario makes of right and wrong answers, and whether it is fit for use.
func (k *kit) tried(x harness.Result, rows []gallery.Row) bool {
	var right, wrong int
	var unfair, caught []string
	for _, r := range rows {
		rules, broken := r.Broken[x.ID]
		switch {
		case r.Caught != "":
			wrong++
			if broken {
				caught = append(caught, r.Name)
			}
		case broken:
			right++
			unfair = append(unfair, strings.TrimSpace(r.Name+" "+strings.Join(rules, " ")))
		default:
			right++
		}
	}
	k.out.printf("%s %s   right answers that hold it: %d of %d   wrong ones that it catches: %d of %d\n", k.out.bold(x.ID), x.Name, right-len(unfair), right, len(caught), wrong)
	switch {
	case x.Verdict == judge.Inconclusive:
		k.out.printf("   %s\n", k.out.bad("inconclusive: "+x.Why))
	case len(unfair) > 0 || x.Verdict != judge.Held:
		k.out.printf("   %s\n", k.out.bad("✗ it breaks right answers: "+strings.Join(unfair, ", ")))
	case len(caught) == 0:
		k.out.printf("   %s\n", k.out.bad("✗ it catches none: does it put anything to the test?"))
	default:
		k.out.printf("   such as %s\n", strings.Join(caught[:min(len(caught), 3)], ", "))
		return true
	}
	return false
}
