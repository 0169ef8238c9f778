package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"example.com/idempotency/harness/runner"
)

type benchCmd struct {
	Challenge string `short:"c" default:"keys" help:"Name or number."`
	Runs      int    `short:"n" default:"7" help:"How many times."`
}

// emptyTest is the floor: a test that does nothing and links what a handler's test links.
const emptyTest = `package empty

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
)

var _ http.Handler

func TestNothing(t *testing.T) { require.True(t, edit%d > 0) }
`

// Run times, side by side, go test -race after a one-line edit of an empty test, and a verdict after
// a one-line edit of the stub and of the reference, and prints the median ratios.
func (c *benchCmd) Run(k *kit) error {
	ch, err := k.choose(c.Challenge)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "kit-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	answers := []string{filepath.Join("challenges", ch.Name), filepath.Join("solutions", ch.Name)}
	ratios := make([][]float64, len(answers))
	for i := range c.Runs + 1 {
		floor, err := c.floor(k, i)
		if err != nil {
			return err
		}
		line := fmt.Sprintf("empty test %5.2f s", floor.Seconds())
		for j, answer := range answers {
			took, err := c.verdict(k, ch.Name, answer, filepath.Join(dir, fmt.Sprint(j)))
			if err != nil {
				return err
			}
			ratio := took.Seconds() / floor.Seconds()
			line += fmt.Sprintf("   %s %5.2f s, ratio %.2f", answer, took.Seconds(), ratio)
			if i > 0 { // the first time fills the build cache
				ratios[j] = append(ratios[j], ratio)
			}
		}
		k.out.printf("%s\n", line)
	}
	for j, answer := range answers {
		slices.Sort(ratios[j])
		k.out.printf("%-24s median ratio %.2f\n", answer, ratios[j][len(ratios[j])/2])
	}
	k.out.printf("For the stub at most 2 is promised.\n")
	return nil
}

// floor times go test -race of an empty test whose one line has changed, in a folder of the module
// that the pattern ./... does not match.
func (c *benchCmd) floor(k *kit, i int) (time.Duration, error) {
	text := fmt.Sprintf(emptyTest, i) + fmt.Sprintf("\nconst edit%d = %d\n", i, time.Now().UnixNano())
	dir := filepath.Join(k.root, ".kit", "tmp", "empty")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return 0, err
	}
	if err := os.WriteFile(filepath.Join(dir, "empty_test.go"), []byte(text), 0o644); err != nil {
		return 0, err
	}
	cmd := exec.CommandContext(k.ctx, "go", "test", "-race", "./.kit/tmp/empty")
	cmd.Dir = k.root
	cmd.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=0")
	start := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("go test -race of an empty test: %v\n%s", err, out)
	}
	return time.Since(start), nil
}

// verdict times the program itself on a copy of an answer whose one line has changed.
func (c *benchCmd) verdict(k *kit, name, answer, from string) (time.Duration, error) {
	if err := os.MkdirAll(from, 0o755); err != nil {
		return 0, err
	}
	files, err := filepath.Glob(filepath.Join(k.root, answer, "*.go"))
	if err != nil {
		return 0, err
	}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			return 0, err
		}
		if filepath.Base(f) == name+".go" {
			b = append(bytes.TrimRight(b, "\n"), fmt.Appendf(nil, "\n\nconst edited = %d\n", time.Now().UnixNano())...)
		}
		if err := os.WriteFile(filepath.Join(from, filepath.Base(f)), b, 0o644); err != nil {
			return 0, err
		}
	}
	start := time.Now()
	cmd := exec.CommandContext(k.ctx, os.Args[0], "test", "-c", name, "--from", from)
	cmd.Dir = k.root
	out, err := cmd.CombinedOutput()
	if exit := new(exec.ExitError); err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		return 0, fmt.Errorf("%w: %s: %v\n%s", runner.ErrKit, answer, err, out)
	}
	return time.Since(start), nil
}
