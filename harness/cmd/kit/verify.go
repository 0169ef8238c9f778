package main

import (
	"encoding/json"
	"fmt"
	"os"

	"example.com/idempotency/harness/mock"
	"example.com/idempotency/harness/practice"
	"example.com/idempotency/harness/runner"
)

type verifyCmd struct {
	Card string `required:"" help:"The card.json of a mock interview."`
}

// Run runs the code that a card carries again, and says whether the card agrees with it.
func (c *verifyCmd) Run(k *kit) error {
	b, err := os.ReadFile(c.Card)
	if err != nil {
		return fmt.Errorf("CARD=%s: there is no such file: it is the card.json of a mock interview", c.Card)
	}
	var p mock.Proof
	if err := json.Unmarshal(b, &p); err != nil || p.Session.Version == 0 || !p.Session.Finished() || !p.Session.Valid() {
		return fmt.Errorf("CARD=%s: is no card of a mock interview: name its card.json", c.Card)
	}
	ch, err := k.choose(p.Challenge)
	if err != nil {
		return fmt.Errorf("CARD=%s: %w", c.Card, err)
	}
	suite, err := k.folder(ch).SuiteDigest()
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "kit-verify-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := layOut(dir, p.Files); err != nil {
		return fmt.Errorf("CARD=%s: %w", c.Card, err)
	}
	code, err := practice.DigestOf(dir)
	if err != nil {
		return err
	}
	k.out.printf("%s  mock interview of %s, %s of code %s\n", k.out.bold(ch.Name), p.Began.Local().Format("2 Jan 2006 15:04"), plural(len(p.Files), "file", "files"), code)
	differs := p.Differs(code)
	if suite != p.Suite {
		k.out.printf("The card was made by suite %s, this kit has %s: where they differ, verdicts may.\n", p.Suite, suite)
	}
	m := sitting{k: k, ch: ch, s: p.Session}
	j := m.job()
	j.From = dir
	o, err := runner.Run(k.ctx, j)
	if err != nil {
		return err
	}
	again := record(o, attempt{})
	differs = append(differs, p.Session.LastRun().Against(again, p.Session.Promises)...)
	for _, d := range differs {
		k.out.printf("%s\n", k.out.bad("✗ "+d))
	}
	if len(differs) > 0 {
		k.out.printf("The card does not agree with its code.\n")
		return errBroken
	}
	k.out.printf("%s\n", k.out.good(fmt.Sprintf("✓ The card agrees with its code: %s promises held, and its figures are those of its session.", p.Count(0, 0))))
	return nil
}
