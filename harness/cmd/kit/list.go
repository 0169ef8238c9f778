package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/practice"
	"example.com/idempotency/harness/runner"
)

type listCmd struct{}

// Run prints the table of challenges with the learner's state.
func (listCmd) Run(k *kit) error {
	const row = "%-2v %-11s %-33s %6s  %-22s %s\n"
	k.out.printf("%s", k.out.dim(fmt.Sprintf(row, "", "name", "title", "time", "pattern", "levels 1, 2 and 3")))
	next := ""
	for _, c := range challenges.All {
		state, done := "not there yet", true
		if k.has(c) {
			var err error
			if state, done, err = k.state(c); err != nil {
				return err
			}
		}
		if !done && next == "" {
			next = c.Name
		}
		k.out.printf(row, c.Number, c.Name, c.Title, fmt.Sprint(c.Minutes, " min"), c.Pattern, state)
	}
	if next != "" {
		k.out.printf("\nNext: read challenges/%s/README.md, then make test C=%s\n", next, next)
	}
	return nil
}

// state says how far the learner is with a challenge; done: its suite held for the code as it is now.
func (k *kit) state(c challenges.Challenge) (text string, done bool, err error) {
	f := k.folder(c)
	r, err := k.store.Challenge(c.Name)
	if err != nil {
		return "", false, err
	}
	code, err := f.Digest()
	if err != nil {
		return "", false, err
	}
	stub, err := f.StubDigest()
	if err != nil {
		return "", false, err
	}
	suite, err := f.SuiteDigest()
	if err != nil {
		return "", false, err
	}
	switch {
	case code == stub && r.Attempted.IsZero():
		return k.out.dim("untouched"), false, nil
	case code == stub:
		return k.out.dim("the stub again; " + reached(r)), false, nil
	case r.Last == nil:
		return "attempted, not judged yet", false, nil
	case r.Last.Code != code:
		return "changed since it was judged on " + day(r.Last) + "; " + reached(r), false, nil
	case r.Last.Suite != suite:
		return "judged by an older suite on " + day(r.Last) + "; " + reached(r), false, nil
	}
	var levels []string
	done = true
	for level := 1; level <= 3; level++ {
		s := r.Last.Levels[level]
		switch {
		case s.Of == 0:
		case s.Held == s.Of:
			levels = append(levels, k.out.good("✓"))
		default:
			done = false
			levels = append(levels, fmt.Sprintf("%d/%d", s.Held, s.Of))
		}
	}
	return strings.Join(levels, " ") + k.out.dim("  "+day(r.Last)), done, nil
}

func day(v *practice.Verdict) string { return v.At.Local().Format("2 Jan 2006") }

// reached is the best that was ever reached, whatever the code is now.
func reached(r practice.Record) string {
	best := 0
	for level := 1; level <= 3; level++ {
		for _, b := range r.Best {
			if b.Level == level && best == level-1 {
				best = level
			}
		}
	}
	if best == 0 {
		return "no level held so far"
	}
	return fmt.Sprintf("level %d was held before", best)
}

func (k *kit) folder(c challenges.Challenge) practice.Folder {
	return practice.Folder{Root: k.root, Name: c.Name}
}

// remember notes the verdict on a challenge's own code, when all of its suite has run.
func (k *kit) remember(c challenges.Challenge, code string, o runner.Outcome) error {
	f := k.folder(c)
	stub, err := f.StubDigest()
	if err != nil {
		return err
	}
	suite, err := f.SuiteDigest()
	if err != nil {
		return err
	}
	v := practice.Verdict{At: k.now(), Code: code, Suite: suite, Promises: map[string]judge.Verdict{}, Levels: scores(o.Report)}
	for _, x := range o.Results {
		v.Promises[x.ID] = x.Verdict
	}
	return k.store.Judged(c.Name, v, code == stub)
}

func scores(r harness.Report) map[int]practice.Score {
	out := map[int]practice.Score{}
	for _, x := range r.Results {
		s := out[x.Level]
		s.Of++
		if x.Verdict == judge.Held {
			s.Held++
		}
		out[x.Level] = s
	}
	return out
}

func plural(n int, one, many string) string {
	if n == 1 {
		return fmt.Sprintf("%d %s", n, one)
	}
	return fmt.Sprintf("%d %s", n, many)
}

// read returns the text of a file of the project.
func (k *kit) read(path ...string) (string, error) {
	b, err := os.ReadFile(filepath.Join(append([]string{k.root}, path...)...))
	return string(b), err
}
