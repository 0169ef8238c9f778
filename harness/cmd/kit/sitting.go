package main

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/mock"
	"example.com/idempotency/harness/runner"
)

// A sitting is a mock interview as it goes on in this terminal, whatever shows it.
type sitting struct {
	k      *kit
	ch     challenges.Challenge
	file   mock.File
	s      mock.Session
	prompt mock.Prompt
	extra  string // digest of the interviewer's own scenarios
	say    string // to be said at the start

	progress func(string, *harness.Event) // of the last run. Optional
}

// An attempt is what a run judges.
type attempt struct {
	auto     bool   // nobody asked for the run: a part was shown
	code     string // digest
	examples string // what the visible examples print, when they fail
	took     time.Duration
}

// now is a time that can be written down: the machine's clock, which goes on when it sleeps.
func (m *sitting) now() time.Time { return m.k.now().Round(0) }

// apply records events.
func (m *sitting) apply(events ...mock.Event) error {
	s, err := m.file.Append(events...)
	if err == nil {
		m.s = s
	}
	return err
}

// freeze keeps the code as it is now.
func (m *sitting) freeze() (digest string, err error) {
	return m.k.folder(m.ch).Freeze(filepath.Dir(m.file.Code("-")))
}

// job judges what is asked so far.
func (m *sitting) job() runner.Job {
	return runner.Job{Root: m.k.root, Name: m.ch.Name, Entry: m.ch.Entry, Only: m.s.Asked(m.s.Part()), Seed: m.s.Seed, Extra: m.s.ExtraDir}
}

// judge judges the code as it is now, which is kept, and runs the visible examples beside it.
func (m *sitting) judge(ctx context.Context, j runner.Job, a *attempt) (o runner.Outcome, err error) {
	start := time.Now()
	if a.code, err = m.freeze(); err != nil {
		return o, err
	}
	var wg sync.WaitGroup
	wg.Go(func() { a.examples = m.examples(ctx) })
	o, err = ran(ctx, j, m.extra)
	wg.Wait()
	a.took = time.Since(start)
	return o, err
}

// ran does a job by scenarios of an interviewer's own that have this digest.
func ran(ctx context.Context, j runner.Job, extra string) (runner.Outcome, error) {
	o, err := runner.Run(ctx, j)
	if err == nil && o.Compile == "" && o.Extra != extra {
		err = fmt.Errorf("EXTRA=%s: was changed since the mock interview began: put it back as it was", j.Extra)
	}
	return o, inExtra(j, err)
}

// examples is what the visible examples print when they fail. They hide nothing.
func (m *sitting) examples(ctx context.Context) string {
	cmd := exec.CommandContext(ctx, "go", "test", "-vet=off", "-timeout=30s", "-skip=^TestSuite$", "./challenges/"+m.ch.Name)
	cmd.Dir = m.k.root
	out, err := cmd.CombinedOutput()
	if err == nil || ctx.Err() != nil {
		return ""
	}
	return string(bytes.TrimSpace(out))
}

// judged records a verdict, and reports whether another part is shown now.
func (m *sitting) judged(o runner.Outcome, a attempt) (unlocked bool, err error) {
	part := m.s.Part()
	err = m.apply(m.s.Judged(m.now(), record(o, a))...)
	return m.s.Part() > part, err
}

func record(o runner.Outcome, a attempt) mock.Run {
	r := mock.Run{Code: a.code, Auto: a.auto, Race: raceOf(o), Took: a.took, Examples: "pass", Promises: map[string]judge.Verdict{}}
	r.Compile, _, _ = strings.Cut(o.Compile, "\n")
	if a.examples != "" {
		r.Examples = "fail"
	}
	for _, x := range o.Results {
		r.Promises[x.ID] = x.Verdict
	}
	return r
}

// tick looks at the clock: it shows parts whose time has come and rings the bell. Notes and hints
// that came from other programs are read.
func (m *sitting) tick() (unlocked bool, err error) {
	if m.s, err = m.file.Read(); err != nil {
		return false, err
	}
	now := m.now()
	if m.s.Left(now) <= 0 {
		return false, m.end(mock.EndBell)
	}
	due := m.s.Due(now)
	if len(due) == 0 {
		return false, nil
	}
	return true, m.apply(due...)
}

// end freezes the code.
func (m *sitting) end(how string) error {
	code, err := m.freeze()
	if err != nil {
		return err
	}
	return m.apply(mock.Event{At: m.now(), Kind: mock.Ended, Text: how, Code: code})
}

// endAway ends a session whose bell rang while nobody was there. What was saved after the bell does
// not count: then the code is that of the last run.
func (m *sitting) endAway() error {
	changed, err := m.k.folder(m.ch).Changed()
	if err != nil {
		return err
	}
	code := m.s.Code()
	if !changed.After(m.s.Bell()) {
		if code, err = m.freeze(); err != nil {
			return err
		}
	}
	return m.apply(mock.Event{At: m.now(), Kind: mock.Ended, Text: mock.EndAway, Code: code})
}

// pause stops the clock, or lets it go on. The card says so.
func (m *sitting) pause() error {
	code, err := m.freeze()
	if err != nil {
		return err
	}
	kind := mock.Paused
	if m.s.Paused() {
		kind = mock.Resumed
	}
	return m.apply(mock.Event{At: m.now(), Kind: kind, Code: code})
}

// hint is the next one for the first promise that is broken. The session notes it.
func (m *sitting) hint() (string, error) {
	ch, id, err := (&hintCmd{Challenge: m.ch.Name}).which(m.k)
	if err != nil {
		return "", err
	}
	return m.k.hint(ch, id)
}
