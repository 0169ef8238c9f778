package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"example.com/idempotency/harness/mock"
	"example.com/idempotency/harness/practice"
	"example.com/idempotency/harness/runner"
	"example.com/idempotency/harness/timeline"
)

type verifyCmd struct {
	Card string `required:"" help:"The card.json of a mock interview."`
	extraFlag
}

// Run runs the code that a card carries again, and says whether the card agrees with it.
func (c *verifyCmd) Run(k *kit) error {
	p, err := c.read()
	if err != nil {
		return err
	}
	ch, err := k.choose(p.Challenge)
	if err != nil {
		return fmt.Errorf("CARD=%s: %w", c.Card, err)
	}
	dir, err := os.MkdirTemp("", "kit-verify-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := layOut(dir, p.Files); err != nil {
		return fmt.Errorf("CARD=%s: %w", c.Card, err)
	}
	code, err := practice.CodeDigest(dir)
	if err != nil {
		return err
	}
	m := sitting{k: k, ch: ch, s: p.Session}
	j := m.job()
	j.From = dir
	if j.Extra, err = c.extra(p); err != nil {
		return err
	}
	o, err := runner.Run(k.ctx, j)
	switch {
	case k.ctx.Err() != nil:
		return errors.New("interrupted: nothing is verified")
	case err != nil:
		return inExtra(j, err)
	}
	suite, err := k.folder(ch).SuiteDigest()
	if err != nil {
		return err
	}
	differs := append(p.Differs(code, suite == p.Suite), p.Session.LastRun().Against(record(o, attempt{}), p.Session.Promises)...)
	return k.verified(p, suite, differs)
}

// read reads the card.
func (c *verifyCmd) read() (p mock.Proof, err error) {
	b, err := os.ReadFile(c.Card)
	if err != nil {
		return p, fmt.Errorf("CARD=%s: there is no such file: it is the card.json of a mock interview", c.Card)
	}
	if json.Unmarshal(b, &p) != nil || !p.Session.Valid() || !p.Session.Finished() {
		return p, fmt.Errorf("CARD=%s: is no card of a mock interview: name its card.json", c.Card)
	}
	return p, nil
}

// extra finds the scenarios of the interviewer's own: the very same ones.
func (c *verifyCmd) extra(p mock.Proof) (string, error) {
	if p.Extra == "" {
		return "", nil
	}
	if c.Extra == "" {
		c.Extra = p.Session.ExtraDir
	}
	dir, err := c.folder()
	if err != nil {
		return "", fmt.Errorf("%w: the card was made with scenarios of digest %s", err, p.Extra)
	}
	if is, err := practice.Digest(dir); err != nil || is != p.Extra {
		return "", fmt.Errorf("EXTRA=%s: is %s, the card was made with scenarios of digest %s", c.Extra, is, p.Extra)
	}
	return dir, nil
}

// verified says what was found.
func (k *kit) verified(p mock.Proof, suite string, differs []string) error {
	k.out.printf("%s  mock interview of %s, code %s, seed %d\n", k.out.bold(p.Challenge), p.Began.Local().Format("2 Jan 2006 15:04"), timeline.Clean(p.Code, 40), p.Seed)
	if suite != p.Suite {
		k.out.printf("%s\n", k.out.dim(fmt.Sprintf("It was judged by suite %s, and now by %s: where they differ, verdicts may.", timeline.Clean(p.Suite, 40), suite)))
	}
	for _, d := range differs {
		k.out.printf("%s\n", k.out.bad("✗ "+timeline.Clean(d, 300)))
	}
	if len(differs) > 0 {
		k.out.printf("The card does not agree.\n")
		return errBroken
	}
	k.out.printf("%s\n", k.out.good(fmt.Sprintf("✓ The card agrees: %s promises held, and its figures are those of its session.", p.Count(0, 0))))
	return nil
}
