package main

import (
	"encoding/json"
	"fmt"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/runner"
)

type compareCmd struct {
	Challenge string `short:"c" required:"" help:"Name or number."`
	From      string `help:"A folder, or one Go file, to compare in place of the challenge's own code."`
	Force     bool   `help:"Also before an attempt was judged."`
}

// A side is one of the two that are compared.
type side struct {
	runner.Outcome
	job   runner.Job
	costs []harness.Cost
	lines int
}

// Run puts the learner's code and the reference through the same suite and the same work, and shows
// them side by side.
func (c *compareCmd) Run(k *kit) error {
	ch, err := k.open(c.Challenge)
	if err != nil {
		return err
	}
	if err := k.attempted(ch, c.Force || c.From != ""); err != nil {
		return err
	}
	mine, err := k.side(ch, c.From)
	if err != nil {
		return err
	}
	if mine.Compile != "" {
		(&testCmd{From: c.From}).show(k, ch, mine.Outcome)
		return errBroken
	}
	theirs, err := k.side(ch, filepath.Join("solutions", ch.Name))
	if err != nil {
		return err
	}
	costs, err := runner.Measure(k.ctx, mine.job, theirs.job)
	if err != nil {
		return err
	}
	mine.costs, theirs.costs = costs[0], costs[1]
	k.sideBySide(ch, mine, theirs)
	k.apart(mine, theirs)
	if !mine.Held() {
		return errBroken
	}
	return nil
}

// side judges and measures the code in from; empty: the challenge's own.
func (k *kit) side(ch challenges.Challenge, from string) (side, error) {
	t := testCmd{Challenge: ch.Name, From: from}
	j, err := t.job(k, ch)
	if err != nil {
		return side{}, err
	}
	j.Keep = true
	o, err := k.judge(k.ctx, ch, j)
	if err != nil || o.Compile != "" {
		return side{Outcome: o}, err
	}
	lines, err := codeLines(j.From, k.folder(ch).Dir())
	return side{Outcome: o, job: j, lines: lines}, err
}

// codeLines counts the lines that hold code: no blank ones, no comments, no tests.
func codeLines(from, own string) (int, error) {
	if from == "" {
		from = own
	}
	files := []string{from}
	if !strings.HasSuffix(from, ".go") {
		files, _ = filepath.Glob(filepath.Join(from, "*.go"))
	}
	n := 0
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		src, err := os.ReadFile(f)
		if err != nil {
			return 0, err
		}
		set := token.NewFileSet()
		file := set.AddFile(f, -1, len(src))
		var s scanner.Scanner
		s.Init(file, src, func(token.Position, string) {}, 0)
		lines := map[int]bool{}
		for pos, tok, _ := s.Scan(); tok != token.EOF; pos, tok, _ = s.Scan() {
			lines[file.Line(pos)] = true
		}
		n += len(lines)
	}
	return n, nil
}

// sideBySide prints a table: a line for each thing that can be counted.
func (k *kit) sideBySide(ch challenges.Challenge, mine, theirs side) {
	row := func(what string, cells ...string) {
		k.out.printf("%s\n", strings.TrimRight(fmt.Sprintf("%-26s %-24s %s", what, cells[0], cells[1]), " "))
	}
	k.out.printf("%s  %s\n", k.out.bold(ch.Name), ch.Title)
	row("", "yours", "reference")
	row("promises held", heldOf(mine.Report), heldOf(theirs.Report))
	row("schedules", fmt.Sprint(schedules(mine.Report)), fmt.Sprint(schedules(theirs.Report)))
	row("lines of code", fmt.Sprint(mine.lines), fmt.Sprint(theirs.lines))
	for i, c := range theirs.costs {
		cell := "not measured"
		if i < len(mine.costs) {
			cell = cost(mine.costs[i])
		}
		row(c.Name, cell, cost(c))
	}
	for _, x := range mine.Results {
		y := theirs.Result(x.ID)
		if y == nil {
			continue
		}
		a, b := tally(x), tally(*y)
		if x.Verdict != y.Verdict || x.Case == y.Case && a != b {
			row(x.ID+" "+x.Name, string(x.Verdict)+a, string(y.Verdict)+b)
		}
	}
}

func heldOf(r harness.Report) string {
	n := 0
	for _, x := range r.Results {
		if x.Verdict == judge.Held {
			n++
		}
	}
	return fmt.Sprintf("%d of %d", n, len(r.Results))
}

func schedules(r harness.Report) (n int) {
	for _, x := range r.Results {
		n += x.Runs
	}
	return n
}

func cost(c harness.Cost) string {
	return fmt.Sprintf("%v, %s", c.Time.Round(10*time.Nanosecond), plural(int(c.Allocs), "allocation", "allocations"))
}

// tally counts the effects in the history of a result.
func tally(x harness.Result) string {
	if x.History == nil {
		return ""
	}
	return ", " + plural(len(x.History.Effects), "effect", "effects")
}

// mostApart is how many answers that differ are shown.
const mostApart = 3

// apart prints answers in which the two differ though both hold the promise: all of them are right.
func (k *kit) apart(mine, theirs side) {
	shown := map[string]bool{}
	for _, x := range mine.Results {
		y := theirs.Result(x.ID)
		if y == nil || x.Verdict != judge.Held || y.Verdict != judge.Held || x.History == nil || y.History == nil || x.Case != y.Case {
			continue
		}
		mineIDs, theirIDs := madeUp(x.History), madeUp(y.History)
		for _, a := range x.History.Attempts {
			b := y.History.Attempt(a.N)
			if b == nil || a.End != history.Answered || b.End != history.Answered || mineIDs.Replace(a.Method+a.Path) != theirIDs.Replace(b.Method+b.Path) {
				continue
			}
			d := cmp.Diff(plainAnswer(b.Answer, theirIDs), plainAnswer(a.Answer, mineIDs))
			kind := fmt.Sprintf("%d %d", a.Answer.Status, b.Answer.Status)
			if d == "" || shown[kind] || len(shown) == mostApart {
				continue
			}
			if len(shown) == 0 {
				k.out.printf("\nAnswers that differ where both hold the promise (- reference, + yours):\n")
			}
			shown[kind] = true
			k.out.printf("\n  %s #%d  %s %s\n%s", x.ID, a.N, a.Method, a.Path, k.colourDiff(indented(d)))
		}
	}
}

// An answer is compared as what a client reads.
type answer struct {
	Status int
	Header map[string][]string
	Body   any
}

// madeUp replaces the ids that a server made up, which are its own and no difference, by words.
func madeUp(h *history.History) *strings.Replacer {
	var pairs []string
	for _, a := range h.Attempts {
		var made struct{ ID string }
		if json.Unmarshal([]byte(a.Answer.Body), &made) == nil && len(made.ID) > 4 && !slices.Contains(pairs, made.ID) {
			pairs = append(pairs, made.ID, fmt.Sprintf("‹id of #%d›", a.N))
		}
	}
	return strings.NewReplacer(pairs...)
}

// plainAnswer is a as a client reads it.
func plainAnswer(a history.Answer, ids *strings.Replacer) answer {
	out := answer{Status: a.Status, Header: map[string][]string{}}
	for name, values := range a.Header {
		for _, v := range values {
			out.Header[name] = append(out.Header[name], ids.Replace(v))
		}
	}
	if body := ids.Replace(a.Body); json.Unmarshal([]byte(body), &out.Body) != nil {
		out.Body = strings.TrimSpace(body)
	}
	return out
}

func indented(d string) string {
	return strings.ReplaceAll(strings.TrimRight(d, "\n"), "\u00a0", " ") + "\n"
}
