package main

import (
	"errors"
	"fmt"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness/mock"
)

type noteCmd struct {
	Text      string `arg:"" optional:"" help:"What is to be remembered, in one line."`
	Challenge string `short:"c" help:"Name or number; not needed while one mock interview is running."`
}

// Run writes an interviewer's note into the mock interview that is running, with its time.
func (c *noteCmd) Run(k *kit) error {
	text, err := mock.CheckNote(c.Text)
	if err != nil {
		return fmt.Errorf(`T: %w: make note T="asked about crashes"`, err)
	}
	var ch challenges.Challenge
	if c.Challenge != "" {
		if ch, err = challenges.Find(c.Challenge); err != nil {
			return err
		}
	}
	f, s, err := mock.Running(k.root, ch.Name)
	if errors.Is(err, mock.ErrNone) {
		return fmt.Errorf("%w, so that there is nothing to note it in: make mock C=keys starts one", err)
	}
	if err != nil {
		return err
	}
	now := k.now()
	if err := f.Note(now, text); err != nil {
		return err
	}
	k.out.printf("%s  noted at %s\n", k.out.bold(s.Challenge), mock.Clock(s.Elapsed(now)))
	return nil
}
