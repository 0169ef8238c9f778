package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness/interview"
	"example.com/idempotency/harness/practice"
)

type interviewCmd struct {
	Challenge string `short:"c" required:"" help:"Name or number."`
	Out       string `short:"o" help:"Write the pages to this folder. Default: .kit/interview-NAME."`
}

// Run writes the pages for an interview: the candidate's and the interviewer's.
func (c *interviewCmd) Run(k *kit) error {
	ch, err := k.choose(c.Challenge)
	if err != nil {
		return err
	}
	p, err := k.pack(ch)
	if err != nil {
		return err
	}
	dir, shown := c.Out, c.Out
	if dir == "" {
		shown = filepath.Join(".kit", "interview-"+ch.Name)
		dir = filepath.Join(k.root, shown)
	}
	for _, x := range []struct {
		file, whose string
		write       func(io.Writer) error
	}{{"candidate.html", "The candidate's page:", p.Candidate}, {"interviewer.html", "Yours:", p.Interviewer}} {
		if err := writePage(filepath.Join(dir, x.file), x.write); err != nil {
			return fmt.Errorf("OUT=%s: %w", shown, err)
		}
		k.out.printf("%-21s %s\n", x.whose, filepath.Join(shown, x.file))
	}
	return nil
}

// pack reads the texts of a challenge.
func (k *kit) pack(ch challenges.Challenge) (interview.Pack, error) {
	p := interview.Pack{Name: ch.Name, Minutes: ch.Minutes}
	readme, err := k.read("challenges", ch.Name, "README.md")
	if err == nil {
		if p.Prompt, err = interview.ParsePrompt(readme); err != nil {
			err = fmt.Errorf("challenges/%s/README.md: %w", ch.Name, err)
		}
	}
	if err != nil {
		return p, err
	}
	guide, err := k.read("challenges", ch.Name, "INTERVIEW.md")
	if err == nil {
		if p.Guide, err = interview.ParseGuide(guide); err != nil {
			err = fmt.Errorf("challenges/%s/INTERVIEW.md: %w", ch.Name, err)
		}
	}
	return p, err
}

// writePage writes a page to a file, whole or not at all.
func writePage(path string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return practice.WriteFile(path, b.Bytes())
}
