package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/runner"
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
