package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
	"github.com/fsnotify/fsnotify"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/runner"
)

type watchCmd struct {
	Challenge string `short:"c" required:"" help:"Name or number."`
}

// Run judges the challenge now and after each save, until it is told to stop: on one screen where
// there is a terminal, else in lines.
func (c *watchCmd) Run(k *kit) error {
	ch, err := k.open(c.Challenge)
	if err != nil {
		return err
	}
	saves, err := saved(k.ctx, k.folder(ch).Dir(), ch.Name+"test")
	if err != nil {
		return fmt.Errorf("watch challenges/%s: %w", ch.Name, err)
	}
	w := &watcher{k: k, ch: ch}
	if !k.out.tty || !term.IsTerminal(os.Stdin.Fd()) {
		return w.lines(saves)
	}
	m := newWatchScreen(w)
	return show(k.ctx, m, &m.judging, saves)
}

// show runs a screen until it quits, and tells it of saves.
func show(ctx context.Context, m tea.Model, j *judging, saves <-chan struct{}) error {
	p := tea.NewProgram(m, tea.WithContext(ctx))
	go func() {
		for range saves {
			p.Send(savedMsg{})
		}
	}()
	j.tell = p.Send
	_, err := p.Run()
	if errors.Is(err, tea.ErrInterrupted) || errors.Is(err, tea.ErrProgramKilled) || ctx.Err() != nil {
		return nil
	}
	return err
}

// A watcher judges a challenge again and again.
type watcher struct {
	k  *kit
	ch challenges.Challenge
}

// lines is the watch without a terminal: what changed, then the first failure, after each save.
func (w *watcher) lines(saves <-chan struct{}) error {
	var last *runner.Outcome
	for {
		o, err := w.judge(w.k.ctx, nil)
		switch {
		case w.k.ctx.Err() != nil:
			return nil
		case err != nil:
			w.k.out.printf("kit: %v\n", err)
		default:
			if last != nil {
				w.k.out.printf("%s\n", changes(w.k.out, last.Report, o.Report))
			}
			(&testCmd{}).show(w.k, w.ch, o)
			last = &o
		}
		select {
		case <-w.k.ctx.Done():
			return nil
		case _, ok := <-saves:
			if !ok {
				return nil
			}
		}
	}
}

func (w *watcher) judge(ctx context.Context, progress func(string, *harness.Event)) (runner.Outcome, error) {
	return w.k.judge(ctx, w.ch, runner.Job{Root: w.k.root, Name: w.ch.Name, Entry: w.ch.Entry, Progress: progress})
}

// changes says which promises are newly held and newly broken.
func changes(s *screen, before, now harness.Report) string {
	var held, broken []string
	for _, x := range now.Results {
		b := before.Result(x.ID)
		switch {
		case b == nil || b.Verdict == x.Verdict:
		case x.Verdict == judge.Held:
			held = append(held, x.ID)
		case b.Verdict == judge.Held:
			broken = append(broken, x.ID)
		}
	}
	var out []string
	if len(held) > 0 {
		out = append(out, s.good("newly held: "+strings.Join(held, " ")))
	}
	if len(broken) > 0 {
		out = append(out, s.bad("newly broken: "+strings.Join(broken, " ")))
	}
	if len(out) == 0 {
		return s.dim("nothing changed since the last run")
	}
	return strings.Join(out, "   ")
}

// settle is how long a folder has to be quiet before a save counts: editors write in several steps.
const settle = 80 * time.Millisecond

// saved sends after each save of a Go file in dir or below it. Folders are watched, not files, so that
// editors that replace a file are seen.
func saved(ctx context.Context, dir, suite string) (<-chan struct{}, error) {
	fw, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	if err := watchBelow(fw, dir, suite); err != nil {
		fw.Close()
		return nil, err
	}
	out := make(chan struct{}, 1)
	go func() {
		defer close(out)
		defer fw.Close()
		quiet := time.NewTimer(time.Hour)
		quiet.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case e, ok := <-fw.Events:
				if !ok {
					return
				}
				if st, err := os.Stat(e.Name); err == nil && st.IsDir() {
					_ = watchBelow(fw, e.Name, suite)
				}
				if strings.HasSuffix(e.Name, ".go") && !strings.HasPrefix(filepath.Base(e.Name), ".") && e.Op != fsnotify.Chmod {
					quiet.Reset(settle)
				}
			case <-fw.Errors: // an event may be lost: look again
				quiet.Reset(settle)
			case <-quiet.C:
				select {
				case out <- struct{}{}:
				default:
				}
			}
		}
	}()
	return out, nil
}

func watchBelow(fw *fsnotify.Watcher, dir, suite string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case !d.IsDir():
			return nil
		case d.Name() == suite || path != dir && strings.HasPrefix(d.Name(), "."):
			return filepath.SkipDir
		}
		return fw.Add(path)
	})
}
