package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/harness/internal/slow"
)

// A terminal is a shell in a terminal multiplexer, in which a test types and reads.
type terminal struct {
	t    *testing.T
	name string
	ran  int
}

func openTerminal(t *testing.T, dir string) *terminal {
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("tmux is not installed: nothing was typed into a terminal")
	}
	x := &terminal{t: t, name: fmt.Sprintf("kit-test-%d", os.Getpid())}
	t.Cleanup(func() { _ = exec.Command("tmux", "-L", x.name, "kill-server").Run() })
	x.tmux("-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "60", "-c", dir, "env", "-u", "KIT_CHECK", "PS1=$ ", "MAKEFLAGS=", "sh")
	return x
}

func (x *terminal) tmux(args ...string) string {
	x.t.Helper()
	out, err := exec.Command("tmux", append([]string{"-L", x.name}, args...)...).CombinedOutput()
	require.NoError(x.t, err, "tmux %v: %s", args, out)
	return string(out)
}

// press types keys, as tmux names them.
func (x *terminal) press(keys ...string) {
	x.t.Helper()
	x.tmux(append([]string{"send-keys"}, keys...)...)
}

// run types a command on a clear screen and waits until it has ended with the status.
func (x *terminal) run(command string, status int) (screen string) {
	x.t.Helper()
	x.ran++
	x.press(fmt.Sprintf("clear; %s; echo %d ended with $?", command, x.ran), "Enter")
	screen = x.until(fmt.Sprintf(`(?m)^%d ended with \d+$`, x.ran))
	assert.Contains(x.t, screen, fmt.Sprintf("\n%d ended with %d\n", x.ran, status), "%s:\n%s", command, strings.TrimSpace(screen))
	return screen
}

// until waits until the screen shows what the pattern means. A cold build takes a minute or two.
func (x *terminal) until(pattern string) (screen string) {
	x.t.Helper()
	re := regexp.MustCompile(pattern)
	for end := time.Now().Add(5 * time.Minute); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if screen = x.tmux("capture-pane", "-p"); re.MatchString(screen) {
			return screen
		}
	}
	require.Fail(x.t, "the screen never showed "+pattern, screen)
	return ""
}

// A learner's way through a challenge, in a terminal.
func TestWalk(t *testing.T) {
	slow.Test(t)
	dir := sandbox(t)
	x := openTerminal(t, dir)
	see := func(screen string, parts ...string) {
		t.Helper()
		for _, p := range parts {
			assert.True(t, strings.Contains(screen, p), "no %q in:\n%s", p, strings.TrimSpace(screen))
		}
	}

	see(x.run("make list", 0), "1  keys ", "Take a payment once", "untouched")
	see(x.run("make diff C=keys", 2), "try keys first")
	see(x.run("make test C=keys", 2), "level 1  ✓ K1  ✗ K2", `charges for key "k1-`, "← here", "Hint: make hint P=K2")
	for n := 1; n <= 3; n++ {
		see(x.run("make hint C=keys", 0), fmt.Sprintf("K2  hint %d of 3", n))
	}

	x.press("clear; make watch C=keys", "Enter")
	see(x.until(`\d+ of 23 held`), "✗ K2", "q quit")
	save(t, filepath.Join(dir, "solutions/keys/keys.go"), filepath.Join(dir, "challenges/keys/keys.go"))
	see(x.until(`23 of 23 held`), "newly held: K2", "All 23 promises hold.")
	x.press("d")
	x.until(`is the reference`)
	x.press("p")
	x.until(`no failure has a history`)
	x.press("q")
	x.until(`(?m)^\$$`) // what is typed before would still be the watch's

	see(x.run("make list", 0), "✓ ✓ ✓")
	see(x.run("make compare C=keys", 0), "promises held              23 of 23                 23 of 23", "lines of code")
	see(x.run("make diff C=keys", 0), "challenges/keys is the reference.")
	see(x.run("make solution C=keys | tail -4", 0), "solutions/keys/alternatives")
	see(x.run("make report C=keys", 0), ".kit/report-keys.html")
	page, err := os.ReadFile(filepath.Join(dir, ".kit/report-keys.html"))
	require.NoError(t, err)
	assert.Contains(t, string(page), "K23")

	see(x.run("make reset C=keys", 0), "stub")
	mine, err := os.ReadFile(filepath.Join(dir, "challenges/keys/keys.go"))
	require.NoError(t, err)
	stub, err := os.ReadFile(filepath.Join(dir, "challenges/keys/keystest/testdata/stub/keys.go"))
	require.NoError(t, err)
	assert.Equal(t, string(stub), string(mine))
	kept, err := filepath.Glob(filepath.Join(dir, ".kit/attempts/keys/*/keys.go"))
	require.NoError(t, err)
	assert.Len(t, kept, 1, "the attempt is kept: %s", strings.Join(kept, " "))
}

// save puts a file in place of another one, as editors do that write beside it and rename.
func save(t *testing.T, from, to string) {
	t.Helper()
	require.NoError(t, copyFile(from, to+".tmp"))
	require.NoError(t, os.Rename(to+".tmp", to))
}
