package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness/gallery"
	"example.com/idempotency/harness/judge"
)

type solutionCmd struct {
	Challenge string `short:"c" required:"" help:"Name or number."`
	Force     bool   `help:"Also before an attempt was judged."`
}

// Run prints the walk-through, and the wrong answer that is closest to the learner's.
func (c *solutionCmd) Run(k *kit) error {
	ch, err := k.open(c.Challenge)
	if err != nil {
		return err
	}
	if err := k.attempted(ch, c.Force); err != nil {
		return err
	}
	text, err := k.read("solutions", ch.Name, "README.md")
	if err != nil {
		return err
	}
	k.out.printf("%s\n", strings.TrimRight(text, "\n"))
	k.out.printf("\nThe reference is solutions/%s/%s.go; other styles are in solutions/%s/alternatives.\n", ch.Name, ch.Name, ch.Name)
	near, err := k.closest(ch)
	if err != nil || near == "" {
		return err
	}
	k.out.printf("\n%s\n", near)
	return nil
}

// matrixFile is where make matrix keeps which wrong answer breaks what.
func (k *kit) matrixFile(ch challenges.Challenge) string {
	return filepath.Join(k.root, "solutions", ch.Name, "wrong", "matrix.json")
}

// closest names the wrong answer whose broken promises are most like the learner's last ones. It
// says nothing when all held, nothing was judged, or none is like them.
func (k *kit) closest(ch challenges.Challenge) (string, error) {
	r, err := k.store.Challenge(ch.Name)
	if err != nil || r.Last == nil {
		return "", err
	}
	mine := map[string]bool{}
	for id, v := range r.Last.Promises {
		if v != judge.Held {
			mine[id] = true
		}
	}
	b, err := os.ReadFile(k.matrixFile(ch))
	if os.IsNotExist(err) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	var rows []gallery.Row
	if err := json.Unmarshal(b, &rows); err != nil {
		return "", fmt.Errorf("read %s: %w", k.matrixFile(ch), err)
	}
	best, likeness := gallery.Row{}, 0.0
	for _, row := range rows {
		if l := alike(mine, row.Broken); l > likeness {
			best, likeness = row, l
		}
	}
	if likeness == 0 {
		return "", nil
	}
	file := strings.ReplaceAll(best.Name, "-", "_") + ".go"
	return fmt.Sprintf("Closest to yours among the wrong answers, by what it breaks: %s (solutions/%s/wrong/%s).\n%s", k.out.bold(best.Name), ch.Name, file, best.Why), nil
}

// alike is how much two sets of broken promises have in common, from 0 to 1 (Jaccard's index).
func alike(mine map[string]bool, row map[string][]string) float64 {
	both := 0
	for id := range row {
		if mine[id] {
			both++
		}
	}
	all := len(mine) + len(row) - both
	if all == 0 {
		return 0
	}
	return float64(both) / float64(all)
}
