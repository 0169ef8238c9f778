package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/practice"
	"example.com/idempotency/harness/runner"
	"example.com/idempotency/harness/timeline"
)

type pictureCmd struct{}

// doubleCharge is where the README finds its picture.
const doubleCharge = ".github/double-charge.svg"

// Run draws the README's picture anew.
func (pictureCmd) Run(k *kit) error {
	b, err := k.doubleCharge(k.ctx)
	if err != nil {
		return err
	}
	path := filepath.Join(k.root, filepath.FromSlash(doubleCharge))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if err := practice.WriteFile(path, b); err != nil {
		return err
	}
	k.out.printf("The picture: %s\n", doubleCharge)
	return nil
}

// doubleCharge is what the stub of the first challenge does with two clicks, as SVG. The stub is the
// one that make reset lays, so that a learner's edits do not change the picture.
func (k *kit) doubleCharge(ctx context.Context) ([]byte, error) {
	const clicks = "K9"
	ch, err := challenges.Find("keys")
	if err != nil {
		return nil, err
	}
	stub := filepath.Join(k.root, "challenges", ch.Name, ch.Name+"test", "testdata", "stub")
	o, err := runner.Run(ctx, runner.Job{Root: k.root, Name: ch.Name, Entry: ch.Entry, From: stub, Only: []string{clicks}, NoRace: true})
	if err != nil {
		return nil, err
	}
	x := o.Report.Result(clicks)
	if x == nil || x.History == nil || len(x.History.Attempts) < 2 {
		return nil, fmt.Errorf("%s of the stub has no history to draw", clicks)
	}
	p := timeline.Picture{
		Title:   "Two clicks on “Pay”, one idempotency key",
		Below:   "Each box is a request, from its sending to its answer. Each pill is a charge: two hang under one key.",
		History: only(x.History, 2),
	}
	for _, v := range x.Violations {
		v.Got = fmt.Sprint(min(len(p.History.Effects), 2)) // of what is drawn
		p.Violations = append(p.Violations, v)
	}
	var b bytes.Buffer
	err = p.Write(&b)
	return b.Bytes(), err
}

// only is h with its first n requests and what they ran.
func only(h *history.History, n int) *history.History {
	out := *h
	out.Attempts = h.Attempts[:n]
	out.Effects = slices.DeleteFunc(slices.Clone(h.Effects), func(e history.Effect) bool { return e.By > n })
	return &out
}
