package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness/gallery"
	"example.com/idempotency/harness/practice"
	"example.com/idempotency/harness/runner"
)

type matrixCmd struct {
	Challenge string `short:"c" help:"Name or number; empty: all."`
	Write     bool   `help:"Keep the matrix beside the wrong answers, for make solution."`
	HTTP      bool   `name:"http" help:"What finds each in the process, and what over HTTP; fails where one is missed over HTTP without a reason."`
}

// Run prints wrong answers × scenarios.
func (c *matrixCmd) Run(k *kit) error {
	todo, err := k.some(c.Challenge)
	if err != nil {
		return err
	}
	if c.HTTP {
		for _, ch := range todo {
			if err := c.overHTTP(k, ch); err != nil {
				return err
			}
		}
		return nil
	}
	ok := true
	has, broken := map[string]bool{}, map[string]bool{} // rules
	for _, ch := range todo {
		got, err := runner.Gallery{Root: k.root, Name: ch.Name}.Matrix(k.ctx)
		if err != nil {
			return err
		}
		rows := got.Rows
		collect(has, got.Rules)
		for _, r := range rows {
			collect(broken, r.Broken)
		}
		k.printMatrix(ch, rows)
		for _, r := range rows {
			if r.Broken[r.Caught] == nil {
				k.out.printf("%s\n", k.out.bad("not caught by "+r.Caught+": "+r.Name))
				ok = false
			}
		}
		if c.Write {
			b, err := json.MarshalIndent(rows, "", " ")
			if err == nil {
				err = practice.WriteFile(k.matrixFile(ch), append(b, '\n'))
			}
			if err != nil {
				return err
			}
		}
	}
	for _, r := range slices.Sorted(maps.Keys(has)) {
		if !broken[r] {
			k.out.printf("%s\n", k.out.bad("no wrong answer needs the rule "+r))
			ok = false
		}
	}
	if !ok {
		return errBroken
	}
	return nil
}

// collect adds the rules that a row, or a suite, names.
func collect(rules map[string]bool, byScenario map[string][]string) {
	for _, names := range byScenario {
		for _, n := range names {
			rules[n] = true
		}
	}
}

// printMatrix prints ● where a scenario catches an answer as the answer says, ○ where it does
// besides.
func (k *kit) printMatrix(ch challenges.Challenge, rows []gallery.Row) {
	n := 0
	for _, r := range rows {
		for id := range r.Broken {
			n = max(n, number(id))
		}
		n = max(n, number(r.Caught))
	}
	k.out.printf("%-34s", ch.Name)
	for i := 1; i <= n; i++ {
		k.out.printf("%4s", fmt.Sprint(ch.Letter, i))
	}
	k.out.printf("\n")
	for _, r := range rows {
		k.out.printf("%-34s", r.Name)
		for i := 1; i <= n; i++ {
			id := fmt.Sprint(ch.Letter, i)
			switch {
			case r.Broken[id] == nil:
				k.out.printf("%4s", "·")
			case id == r.Caught:
				k.out.printf("%4s", "●")
			default:
				k.out.printf("%4s", "○")
			}
		}
		k.out.printf("\n")
	}
	k.out.printf("\n")
}

func number(id string) int {
	n := 0
	_, _ = fmt.Sscanf(strings.TrimLeft(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), "%d", &n)
	return n
}
