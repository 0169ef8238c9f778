package main

import (
	"context"
	"encoding/json"
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
	"example.com/idempotency/harness/practice"
	"example.com/idempotency/harness/remote"
	"example.com/idempotency/harness/runner"
)

// A httpRow is what became of a wrong answer that was served over HTTP.
type httpRow struct {
	Name   string   `json:"name"`
	Caught string   `json:"caught"`           // the promise that it names
	Broken []string `json:"broken,omitempty"` // the promises that it breaks over HTTP: the named one alone, where it does
	Why    string   `json:"why,omitempty"`    // none, because the named one is not judged: why
}

// atATime is how many wrong answers are attacked side by side.
const atATime = 4

// overHTTP serves each wrong answer of a challenge and attacks it: by the scenario that it names, and
// where that does not find it broken by the whole suite.
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
	var wrong []struct {
		Name, Caught string
		Race         bool
	}
	if err := json.Unmarshal(b, &wrong); err != nil {
		return fmt.Errorf("%w: %v", runner.ErrKit, err)
	}
	rows := make([]httpRow, len(wrong))
	errs := make([]error, len(wrong))
	turn := make(chan struct{}, atATime)
	var wg sync.WaitGroup
	for n, a := range wrong {
		rows[n] = httpRow{Name: a.Name, Caught: a.Caught, Why: "only the race detector sees it"}
		if a.Race {
			continue
		}
		wg.Go(func() {
			turn <- struct{}{}
			defer func() { <-turn }()
			line := fmt.Sprintf("exec %q -c %s -a %s", program, ch.Name, a.Name)
			rows[n], errs[n] = k.attackWrong(suites[i], line, a.Name, a.Caught)
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	k.printOverHTTP(ch, rows)
	if c.Write {
		b, err := json.MarshalIndent(rows, "", " ")
		if err == nil {
			err = practice.WriteFile(filepath.Join(filepath.Dir(k.matrixFile(ch)), "http.json"), append(b, '\n'))
		}
		return err
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

func (k *kit) attackWrong(s harness.Suite, line, name, caught string) (httpRow, error) {
	row := httpRow{Name: name, Caught: caught}
	attack := func(ctx context.Context, only ...string) (harness.Report, error) {
		return s.Attack(ctx, &remote.Command{Line: line, Dir: k.root, Workers: atATime, Requests: 50_000}, harness.Options{Only: only})
	}
	rep, err := attack(k.ctx, caught)
	if err == nil && len(rep.Broken()) == 0 {
		if x := rep.Result(caught); x != nil && x.Verdict == judge.NotJudged {
			row.Why = x.Why
		} else if x != nil && len(x.Left) > 0 {
			row.Why = "in part: " + strings.Join(x.Left, "; ")
		}
		rep, err = attack(k.ctx)
	}
	row.Broken = rep.Broken()
	return row, err
}

// printOverHTTP prints a line for each wrong answer: what catches it in the process, and what over HTTP.
func (k *kit) printOverHTTP(ch challenges.Challenge, rows []httpRow) {
	k.out.printf("%-34s %-11s %s\n", ch.Name, "in process", "over HTTP")
	named, other := 0, 0
	for _, r := range rows {
		over := ""
		switch {
		case slices.Contains(r.Broken, r.Caught):
			named++
			over = "● " + r.Caught
		case len(r.Broken) > 0:
			other++
			over = "○ " + strings.Join(r.Broken, " ")
		case r.Why != "":
			over = "· " + r.Why
		default:
			over = "· its schedule does not come up by itself"
		}
		k.out.printf("%-34s ● %-9s %s\n", r.Name, r.Caught, over)
	}
	k.out.printf("%d of %d are caught over HTTP, %d of them by another promise\n\n", named+other, len(rows), other)
}
