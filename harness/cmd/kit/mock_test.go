package main

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/internal/slow"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/mock"
	"example.com/idempotency/harness/practice"
)

// A rehearsal is a mock interview that a test sits, with a clock of its own.
type rehearsal struct {
	*terminal
	dir, clock string
}

// begin types the command in a new terminal, and waits for its screen.
func (x *rehearsal) begin(command string) (screen string) {
	x.t.Helper()
	x.tmux("respawn-pane", "-k", "-c", x.dir, "env", "-u", "KIT_CHECK", "KIT_CLOCK="+x.clock, "PS1=$ ", "MAKEFLAGS=", "sh")
	x.press(command, "Enter")
	return x.until(`left of 45:00`)
}

// ahead sets the kit's clock ahead of the machine's.
func (x *rehearsal) ahead(d string) {
	x.t.Helper()
	require.NoError(x.t, os.WriteFile(x.clock+".tmp", []byte(d), 0o644))
	require.NoError(x.t, os.Rename(x.clock+".tmp", x.clock))
}

// lay saves the code of a folder, changed, in place of the challenge's. What is saved file by file
// counts as one save, as long as the files come close together.
func (x *rehearsal) lay(from string, change *strings.Replacer) {
	x.t.Helper()
	to := filepath.Join(x.dir, "challenges/checkout")
	old, err := filepath.Glob(filepath.Join(to, "*.go"))
	require.NoError(x.t, err)
	files, err := filepath.Glob(filepath.Join(x.dir, from, "*.go"))
	require.NoError(x.t, err)
	moves := map[string]string{} // to → from; empty: away with it
	for _, f := range old {
		if !strings.HasSuffix(f, "_test.go") {
			moves[f] = ""
		}
	}
	tmp, err := os.MkdirTemp(filepath.Join(x.dir, ".kit"), "lay-")
	require.NoError(x.t, err)
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		b, err := os.ReadFile(f)
		require.NoError(x.t, err)
		moves[filepath.Join(to, filepath.Base(f))] = filepath.Join(tmp, filepath.Base(f))
		require.NoError(x.t, os.WriteFile(filepath.Join(tmp, filepath.Base(f)), []byte(change.Replace(string(b))), 0o644))
	}
	for to, from := range moves {
		if from == "" {
			require.NoError(x.t, os.Remove(to))
		} else {
			require.NoError(x.t, os.Rename(from, to))
		}
	}
}

func (x *rehearsal) sees(screen string, parts ...string) {
	x.t.Helper()
	for _, p := range parts {
		assert.True(x.t, strings.Contains(screen, p), "no %q in:\n%s", p, strings.TrimSpace(screen))
	}
}

// refused runs a command beside the interview.
func (x *rehearsal) refused(why string, args ...string) {
	x.t.Helper()
	cmd := exec.Command(filepath.Join(x.dir, ".kit/bin/kit"), args...)
	cmd.Dir = x.dir
	out, err := cmd.CombinedOutput()
	assert.Error(x.t, err, "kit %v", args)
	assert.Contains(x.t, string(out), why, "kit %v", args)
}

// gap looks a key up and claims it in two steps: part 1 holds, part 2 does not.
var gap = strings.NewReplacer("rec, ok := k.records[sc]\n", "rec, ok := k.records[sc]\n\tk.mu.Unlock()\n\tk.mu.Lock()\n")

// A whole mock interview: three saves, a part, a regression, a hint, a terminal that is closed, a
// kit that is killed, the bell; and a card that says so.
func TestMockInterview(t *testing.T) {
	slow.Test(t)
	dir := sandbox(t)
	x := &rehearsal{terminal: openTerminal(t, dir), dir: dir, clock: filepath.Join(t.TempDir(), "clock")}
	x.ahead("0s")
	mine := "package checkout // an attempt of before\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "challenges/checkout/checkout.go"), []byte(mine), 0o644))

	pid := filepath.Join(t.TempDir(), "pid")
	x.run("make .kit/bin/kit", 0)
	x.begin("sh -c 'echo $$ >" + pid + "; exec .kit/bin/kit mock -c checkout --min 45 --seed 7'")
	x.sees(x.until(`kept in \.kit/attempts/checkout`), "part 1 of 4; the next when it holds, at 16:30 at the latest")
	for _, command := range []string{"diff", "solution", "report", "compare", "test", "watch", "reset"} {
		x.refused("a mock interview of checkout is running", command, "-c", "checkout")
	}
	x.refused("in another terminal", "mock", "-c", "checkout")
	x.refused("does not ask for it yet", "hint", "-p", "C34")

	x.ahead("5m")
	x.lay("solutions/checkout", gap)
	x.sees(x.until(`(?s)part 2 of 4.*✗ C14`), "✓ C13", "### Part 2")
	x.press("h")
	x.until(`C14  hint 1 of`)

	b, err := os.ReadFile(pid)
	require.NoError(t, err)
	n, err := strconv.Atoi(strings.TrimSpace(string(b)))
	require.NoError(t, err)
	require.NoError(t, syscall.Kill(n, syscall.SIGKILL))
	x.until(`Killed`)
	x.ahead("15m")
	x.sees(x.begin("make mock C=checkout"), "part 2 of 4", "✗ C14", "the clock has run meanwhile")
	x.until(`(2[5-9]:\d\d|30:00) left`)

	x.ahead("16m")
	x.lay("challenges/checkout/checkouttest/testdata/stub", strings.NewReplacer())
	x.until(`newly broken: C2`)
	x.begin("make mock C=checkout") // the terminal of before is closed
	x.sees(x.until(`✗ C2`), "part 2 of 4")
	x.ahead("20m")
	x.lay("solutions/checkout", gap)
	x.sees(x.until(`newly held: C2`), "part 2 of 4", "✓ C13", "✗ C14")

	x.ahead("46m")
	x.sees(x.until(`The card: \S+card.html`), "1 hint: C14 (1).", "the bell", "part 3  –", "not reached")
	x.card()
	x.sees(x.run("(echo t; echo e) | .kit/bin/kit mock -c keys --level 1 | tail -40", 0), "1 run, the first at 00:", "ended early", "last run", "of 8 held")
}

// card looks at the card of the interview.
func (x *rehearsal) card() {
	t := x.t
	paths, err := filepath.Glob(filepath.Join(x.dir, ".kit/mocks/checkout/*/card.json"))
	require.NoError(t, err)
	require.Len(t, paths, 1)
	var p mock.Proof
	b, err := os.ReadFile(paths[0])
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(b, &p))
	assert.Equal(t, 3, p.Runs, "each save is a run")
	assert.Equal(t, uint64(7), p.Seed)
	assert.Equal(t, mock.EndBell, p.End)
	assert.True(t, p.FirstRun >= 5*time.Minute && p.FirstRun < 15*time.Minute, "the first run was at %v", p.FirstRun)
	assert.Equal(t, 45.0, p.Took.Minutes())
	assert.Equal(t, []mock.Hint{{At: p.Hints[0].At, Promise: "C14", N: 1}}, p.Hints)
	assert.Positive(t, p.Regressions)
	assert.Len(t, p.Costs, 2, "a first request and a replay")
	assert.Equal(t, "clean", p.Race)
	assert.Len(t, p.Marks, 2, "killed once, closed once: %s", p.Marks)
	for _, s := range p.Promises {
		switch {
		case s.Part == 1:
			assert.Equal(t, judge.Held, s.Verdict, s.ID)
		case s.ID == "C14":
			assert.Equal(t, judge.Broken, s.Verdict, s.ID)
		case s.Part > 2:
			assert.Empty(t, s.Verdict, s.ID)
		}
	}
	page, err := os.ReadFile(strings.Replace(paths[0], "card.json", "card.html", 1))
	require.NoError(t, err)
	assert.Contains(t, string(page), "Not held at the end: C14")

	card := filepath.Join(t.TempDir(), "card.json")
	require.NoError(t, copyFile(paths[0], card))
	require.NoError(t, os.RemoveAll(filepath.Join(x.dir, ".kit/mocks")))
	x.tmux("respawn-pane", "-k", "-c", x.dir, "env", "-u", "KIT_CHECK", "PS1=$ ", "MAKEFLAGS=", "sh")
	x.sees(x.run("make verify CARD="+card, 0), "The card agrees")
	require.NoError(t, os.WriteFile(card, []byte(strings.Replace(string(b), `"C14": "broken"`, `"C14": "held"`, -1)), 0o644))
	x.sees(x.run(".kit/bin/kit verify --card "+card, 1), "C14 order-duplicates: held on the card, broken now", "does not agree")
}

// A last run that is interrupted has decided nothing.
func TestAnInterruptedLastRunIsNone(t *testing.T) {
	slow.Test(t)
	dir := sandbox(t)
	ctx, cancel := context.WithCancel(t.Context())
	ch, err := challenges.Find("keys")
	require.NoError(t, err)
	m := &sitting{ch: ch, k: &kit{ctx: ctx, root: dir, store: practice.Open(dir), now: time.Now, out: &screen{Writer: io.Discard}}}
	require.NoError(t, (&mockCmd{Level: 1}).begin(m))
	require.NoError(t, copyFile(filepath.Join(dir, "harness/runner/testdata/hostile/endless_loop.go"), filepath.Join(dir, "challenges/keys/keys.go")))
	require.NoError(t, m.end(mock.EndEarly))
	m.progress = func(_ string, e *harness.Event) {
		built, _ := filepath.Glob(filepath.Join(dir, ".kit/tmp/run-*/events-free-*"))
		if e != nil && len(built) > 0 {
			cancel() // both processes judge
		}
	}
	require.ErrorContains(t, m.finish(ctx), "make mock C=keys")
	s, err := m.file.Read()
	require.NoError(t, err)
	assert.False(t, s.Finished())
	_, _, err = mock.Running(dir, "keys")
	require.NoError(t, err, "the next make mock judges it")
}
