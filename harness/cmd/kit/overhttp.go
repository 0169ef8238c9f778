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
	"strings"
	"sync"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/remote"
	"example.com/idempotency/harness/runner"
)

// A served answer is one of solutions/serve's, with what became of it over HTTP.
type served struct {
	Name   string   `json:"name"`
	Caught string   `json:"caught"` // of a wrong one: the promise that it names
	Race   bool     `json:"race,omitempty"`
	Broken []string `json:"-"` // the promises that it breaks over HTTP: the named one alone, where it does
	Why    string   `json:"-"` // of a wrong one that breaks none: what the named one could not be asked
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
	errs := make([]error, len(answers))
	turn := make(chan struct{}, atATime)
	var wg sync.WaitGroup
	for n := range answers {
		wg.Go(func() {
			turn <- struct{}{}
			defer func() { <-turn }()
			line := fmt.Sprintf("exec %q -c %s -a %s", program, ch.Name, answers[n].Name)
			site := &remote.Command{Line: line, Dir: k.root, Workers: atATime, Requests: manyRequests}
			errs[n] = answers[n].attack(k.ctx, suites[i], site)
		})
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	if !k.printOverHTTP(ch, answers) {
		return errBroken
	}
	return nil
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
		a.Why = "only the race detector sees it"
		return nil
	}
	if a.Caught != "" {
		rep, err := s.Attack(ctx, site, harness.Options{Only: []string{a.Caught}})
		if a.Broken = rep.Broken(); err != nil || len(a.Broken) > 0 {
			return err
		}
		if x := rep.Result(a.Caught); x.Verdict == judge.NotJudged {
			a.Why = x.Why
		} else if len(x.Left) > 0 {
			a.Why = "in part: " + strings.Join(x.Left, "; ")
		}
	}
	rep, err := s.Attack(ctx, site, harness.Options{})
	a.Broken = rep.Broken()
	return err
}

// printOverHTTP prints a line for each wrong answer: what catches it in the process, and what over HTTP;
// false: a right answer does not hold.
func (k *kit) printOverHTTP(ch challenges.Challenge, answers []served) (ok bool) {
	k.out.printf("%-34s %-11s %s\n", ch.Name, "in process", "over HTTP")
	right, wrong, named, other := 0, 0, 0, 0
	ok = true
	for _, a := range answers {
		if a.Caught == "" {
			right++
			if len(a.Broken) > 0 {
				ok = false
				k.out.printf("%s\n", k.out.bad("a right answer does not hold "+strings.Join(a.Broken, " ")+": "+a.Name))
			}
			continue
		}
		wrong++
		over := "· its schedule does not come up by itself"
		switch {
		case slices.Contains(a.Broken, a.Caught):
			named++
			over = "● " + a.Caught
		case len(a.Broken) > 0:
			other++
			over = "○ " + strings.Join(a.Broken, " ")
		case a.Why != "":
			over = "· " + a.Why
		}
		k.out.printf("%-34s ● %-9s %s\n", a.Name, a.Caught, over)
	}
	k.out.printf("%d of %d are caught over HTTP, %d of them by another promise; %s hold\n\n", named+other, wrong, other, plural(right, "right answer", "right answers"))
	return ok
}
