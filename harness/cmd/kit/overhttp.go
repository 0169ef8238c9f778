package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/gallery"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/remote"
	"example.com/idempotency/harness/runner"
)

// A served answer is one of solutions/serve's, with what became of it.
type served struct {
	Name   string `json:"name"`
	Caught string `json:"caught"` // of a wrong one: the promise that it names
	Race   bool   `json:"race,omitempty"`

	// Over HTTP.
	Broken []string       `json:"-"` // the promises that it breaks: the named one alone, where it does
	Said   []string       `json:"-"` // of each promise that is broken or inconclusive, why
	Named  harness.Result `json:"-"` // of the promise that it names

	// In the process: how the promise that it names is found broken, on explored schedules and on the
	// machine's own with gates. Nil: it is not.
	Explored, Gates *gallery.Found `json:"-"`
}

// atATime is how many answers are attacked side by side.
const atATime = 4

// overHTTP serves each answer of a challenge and attacks it: a wrong one by the scenario that it names,
// and where that does not find it broken by the whole suite; a right one by the whole suite.
func (c *matrixCmd) overHTTP(k *kit, ch challenges.Challenge) error {
	i := slices.IndexFunc(suites, func(s harness.Suite) bool { return s.Name == ch.Name })
	if i < 0 {
		k.out.printf("%s: is no server of its own, so that it is not judged over HTTP\n\n", ch.Name)
		return nil
	}
	program, err := k.serveProgram()
	if err != nil {
		return err
	}
	b, err := exec.CommandContext(k.ctx, program, "-c", ch.Name, "-list").Output()
	if err != nil {
		return fmt.Errorf("%w: list the answers of %s: %v", runner.ErrKit, ch.Name, err)
	}
	var answers []served
	if err := json.Unmarshal(b, &answers); err != nil {
		return fmt.Errorf("%w: %v", runner.ErrKit, err)
	}
	site := func(name string) harness.Site {
		line := fmt.Sprintf("exec %q -c %s -a %s", program, ch.Name, name)
		return &remote.Command{Line: line, Dir: k.root, Workers: atATime, Requests: manyRequests}
	}
	if err := k.inProcess(ch, answers); err != nil {
		return err
	}
	if err := attackAll(k.ctx, suites[i], site, answers); err != nil {
		return err
	}
	if !k.printOverHTTP(ch, answers) {
		return errBroken
	}
	return nil
}

// inProcess finds out how the wrong answers are found in the process.
func (k *kit) inProcess(ch challenges.Challenge, answers []served) error {
	g := runner.Gallery{Root: k.root, Name: ch.Name, Named: true, NoRace: true}
	explored, err := g.Matrix(k.ctx)
	if err != nil {
		return err
	}
	var names []string
	for _, a := range answers {
		if a.Caught != "" {
			names = append(names, a.Name)
		}
	}
	gates, err := g.Gates(k.ctx, names)
	if err != nil {
		return err
	}
	for i := range answers {
		a := &answers[i]
		if f, ok := gates[a.Name]; ok {
			a.Gates = &f
		}
		if j := slices.IndexFunc(explored.Rows, func(r gallery.Row) bool { return r.Name == a.Name }); j >= 0 {
			a.Explored = explored.Rows[j].Found
		}
	}
	return nil
}

// attackAll attacks the answers, some side by side.
func attackAll(ctx context.Context, s harness.Suite, site func(name string) harness.Site, answers []served) error {
	errs := make([]error, len(answers))
	runner.Abreast(len(answers), atATime, func(n int) {
		errs[n] = answers[n].attack(ctx, s, site(answers[n].Name))
	})
	return errors.Join(errs...)
}

// serveProgram builds the program that serves answers.
func (k *kit) serveProgram() (string, error) {
	path := filepath.Join(k.root, ".kit", "bin", "serve")
	cmd := exec.CommandContext(k.ctx, "go", "build", "-o", path, "./solutions/serve")
	cmd.Dir, cmd.Stderr = k.root, os.Stderr
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("%w: build solutions/serve: %v", runner.ErrKit, err)
	}
	return path, nil
}

func (a *served) attack(ctx context.Context, s harness.Suite, site harness.Site) error {
	if a.Race {
		return nil
	}
	var o harness.Options
	if a.Caught != "" {
		o.Skip = []string{a.Caught}
		rep, err := s.Attack(ctx, site, harness.Options{Only: []string{a.Caught}})
		if x := rep.Result(a.Caught); x != nil {
			a.Named = *x
		}
		if a.take(rep); err != nil || len(a.Broken) > 0 {
			return err
		}
	}
	rep, err := s.Attack(ctx, site, o)
	a.take(rep)
	return err
}

// take takes what an attack has found.
func (a *served) take(rep harness.Report) {
	for _, x := range rep.Results {
		switch x.Verdict {
		case judge.Broken:
			a.Broken = append(a.Broken, x.ID)
			a.Said = append(a.Said, fmt.Sprintf("%s %s: %v", x.ID, x.Case, x.Violations[0]))
		case judge.Inconclusive:
			a.Said = append(a.Said, x.ID+": "+x.Why)
		}
	}
}
