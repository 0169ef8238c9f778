package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/mock"
	"example.com/idempotency/harness/practice"
	"example.com/idempotency/harness/runner"
	"example.com/idempotency/harness/timeline"
)

// finish judges the frozen code for the last time and makes the card. When it is interrupted, the
// next make mock does it.
func (m *sitting) finish(ctx context.Context) error {
	out := m.k.out
	out.printf("%s\n", out.bold(map[string]string{
		mock.EndBell: "The bell. The last run decides.", mock.EndEarly: "Ended. The last run decides.",
		mock.EndAway: "The bell has rung. The last run decides.",
	}[m.s.End()]))
	if !m.s.Finished() {
		if err := m.lastRun(ctx); err != nil {
			return err
		}
	}
	if err := m.k.store.Tried(m.ch.Name, m.now()); err != nil {
		return err
	}
	c := mock.Score(m.s)
	if err := m.write(c); err != nil {
		return err
	}
	if err := m.page(c); err != nil {
		return err
	}
	out.printf("\n")
	c.Print(out, mock.Log(m.s), out.style())
	dir := m.shown()
	out.printf("\nThe card: %s\nFrom here on: make verify CARD=%s   make solution C=%s   make diff C=%s\n", filepath.Join(dir, mock.CardPage), filepath.Join(dir, "card.json"), m.ch.Name, m.ch.Name)
	if m.s.Kept != "" {
		out.printf("Your attempt of before: %s\n", m.s.Kept)
	}
	if len(c.Broken()) > 0 || c.Compile != "" {
		return errBroken
	}
	return nil
}

// shown is the session's folder, as people say it.
func (m *sitting) shown() string {
	dir, err := filepath.Rel(m.k.root, m.file.Dir)
	if err != nil {
		return m.file.Dir
	}
	return dir
}

// lastRun judges and measures the frozen code.
func (m *sitting) lastRun(ctx context.Context) error {
	start := time.Now()
	j := m.job()
	j.From, j.Progress = m.file.Code(m.s.Code()), m.progress
	o, err := ran(ctx, j, m.s.Extra)
	if ctx.Err() != nil {
		return m.interrupted()
	}
	if err != nil {
		return err
	}
	events := m.s.Judged(m.now(), record(o, attempt{code: m.s.Code(), took: time.Since(start)}))
	t := testCmd{Challenge: m.ch.Name, From: filepath.Join(m.shown(), "code", m.s.Code()), Seed: m.s.Seed}
	for _, x := range o.Results {
		if x.Verdict != judge.Held {
			events[0].Failures = append(events[0].Failures, t.scene(m.ch, x))
		}
	}
	if o.Compile == "" {
		m.k.out.printf("%s\n", m.k.out.dim("measuring what it costs, beside the reference …"))
		events[0].Costs, err = m.costs(ctx, j)
	}
	if ctx.Err() != nil {
		return m.interrupted()
	}
	if err != nil {
		return err
	}
	return m.apply(events...)
}

// interrupted says that there is no verdict yet: a run that is cut off has decided nothing.
func (m *sitting) interrupted() error {
	return fmt.Errorf("interrupted: the code is frozen, and make mock C=%s judges it", m.ch.Name)
}

// costs is what requests take, beside the reference. Some challenges measure nothing.
func (m *sitting) costs(ctx context.Context, mine runner.Job) (out []mock.Cost, err error) {
	theirs := mine
	theirs.From = filepath.Join(m.k.root, "solutions", m.ch.Name)
	costs, err := runner.Measure(ctx, mine, theirs)
	if err != nil || len(costs[0]) != len(costs[1]) {
		return nil, err
	}
	for i, c := range costs[0] {
		r := costs[1][i]
		out = append(out, mock.Cost{Name: c.Name, Yours: c.Time, Reference: r.Time, Allocs: c.Allocs, ReferenceAllocs: r.Allocs})
	}
	return out, nil
}

// write writes the card beside the session, as JSON, which carries the code, with the code once
// more as files: so that the folder is a submission for make grade.
func (m *sitting) write(c mock.Card) error {
	code := map[string]string{}
	from := m.file.Code(m.s.Code())
	files, err := practice.CodeIn(from)
	if err != nil {
		return err
	}
	for _, rel := range files {
		b, err := os.ReadFile(filepath.Join(from, rel))
		if err != nil {
			return err
		}
		code[filepath.ToSlash(rel)] = string(b)
	}
	if err := layOut(m.file.Dir, code); err != nil {
		return err
	}
	b, err := json.MarshalIndent(mock.Proof{Card: c, Session: m.s, Files: code}, "", " ")
	if err != nil {
		return err
	}
	return practice.WriteFile(filepath.Join(m.file.Dir, "card.json"), append(b, '\n'))
}

// page writes the card as a page.
func (m *sitting) page(c mock.Card) error {
	p, err := m.k.pack(m.ch)
	if err != nil {
		return err
	}
	return writePage(filepath.Join(m.file.Dir, mock.CardPage), func(w io.Writer) error {
		return c.Page(w, mock.Log(m.s), m.ch.Title, p.Guide)
	})
}

// layOut writes files below a folder.
func layOut(dir string, files map[string]string) error {
	for rel, text := range files {
		if !filepath.IsLocal(filepath.FromSlash(rel)) {
			return fmt.Errorf("%q is no path of a file in a challenge's folder", timeline.Clean(rel, 100))
		}
		path := filepath.Join(dir, filepath.FromSlash(rel))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := practice.WriteFile(path, []byte(text)); err != nil {
			return err
		}
	}
	return nil
}
