package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness/gallery"
	"example.com/idempotency/harness/practice"
	"example.com/idempotency/harness/runner"
)

type galleryCmd struct {
	Challenge string `short:"c" help:"Name or number; empty: all."`
	Times     int    `short:"n" default:"1" help:"Judge each right answer so many times, each with a seed of its own."`
	Answer    string `short:"a" help:"Judge only the answer of this name."`
	CPU       string `default:"" help:"Run at each of these GOMAXPROCS, such as 1,2,4."`
	Load      bool   `help:"Keep the processors busy meanwhile."`
}

// Run judges reference, alternatives and wrong answers of each challenge.
func (c *galleryCmd) Run(k *kit) error {
	todo, err := k.some(c.Challenge)
	if err != nil {
		return err
	}
	if c.Load {
		defer burn(k.ctx)()
	}
	ok := true
	for _, ch := range todo {
		g := runner.Gallery{Root: k.root, Name: ch.Name, Times: c.Times, Answer: c.Answer, CPU: c.CPU}
		out, held, err := g.Run(k.ctx)
		if err != nil {
			return err
		}
		k.out.printf("%s", out)
		ok = ok && held
	}
	if !ok {
		return errBroken
	}
	return nil
}

func (k *kit) some(name string) ([]challenges.Challenge, error) {
	if name == "" {
		return k.ready(), nil
	}
	c, err := k.choose(name)
	return []challenges.Challenge{c}, err
}

type matrixCmd struct {
	Challenge string `short:"c" help:"Name or number; empty: all."`
	Write     bool   `help:"Keep the matrix beside the wrong answers, for make solution."`
}

// Run prints wrong answers × scenarios.
func (c *matrixCmd) Run(k *kit) error {
	todo, err := k.some(c.Challenge)
	if err != nil {
		return err
	}
	ok := true
	has, broken := map[string]bool{}, map[string]bool{} // rules
	for _, ch := range todo {
		file := filepath.Join(os.TempDir(), fmt.Sprintf("kit-matrix-%d-%s", os.Getpid(), ch.Name))
		defer os.Remove(file)
		g := runner.Gallery{Root: k.root, Name: ch.Name, Matrix: file}
		out, held, err := g.Run(k.ctx)
		if err != nil {
			return err
		}
		if !held {
			k.out.printf("%s", out)
			return fmt.Errorf("the solutions of %s could not be judged", ch.Name)
		}
		suite, rows, err := readMatrix(file)
		if err != nil {
			return err
		}
		collect(has, suite)
		for _, r := range rows {
			collect(broken, r)
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

// collect adds the rules that a row names.
func collect(rules map[string]bool, r gallery.Row) {
	for _, names := range r.Broken {
		for _, n := range names {
			rules[n] = true
		}
	}
}

// readMatrix reads what the phases of a gallery wrote: the suite's own row, and those of the wrong answers.
func readMatrix(file string) (suite gallery.Row, rows []gallery.Row, err error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return suite, nil, fmt.Errorf("read matrix: %w", err)
	}
	at := map[string]int{}
	for s := bufio.NewScanner(bytes.NewReader(b)); s.Scan(); {
		var r gallery.Row
		if json.Unmarshal(s.Bytes(), &r) != nil {
			continue
		}
		if r.Name == "" {
			suite = r
			continue
		}
		i, ok := at[r.Name]
		if !ok {
			at[r.Name] = len(rows)
			rows = append(rows, r)
			continue
		}
		for id, rules := range r.Broken {
			rows[i].Broken[id] = append(rows[i].Broken[id], rules...)
		}
	}
	return suite, rows, nil
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
