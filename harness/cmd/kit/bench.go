package main

import (
	"bytes"
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
	Runs      int    `short:"n" default:"7" help:"How many pairs to time."`
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

// Run times, in pairs, a verdict after a one-line edit and go test -race after a one-line edit of
// an empty test, and prints the median ratio.
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
	var ratios []float64
	for i := range c.Runs + 1 {
		floor, err := c.floor(k, i)
		if err != nil {
			return err
		}
		mine, err := c.verdict(k, ch.Name, ch.Entry, dir, i)
		if err != nil {
			return err
		}
		if i == 0 { // fills the build cache
			continue
		}
		ratios = append(ratios, mine.Seconds()/floor.Seconds())
		k.out.printf("verdict %5.2f s   empty test %5.2f s   ratio %.2f\n", mine.Seconds(), floor.Seconds(), ratios[len(ratios)-1])
	}
	slices.Sort(ratios)
	k.out.printf("median ratio %.2f (at most 2 is promised)\n", ratios[len(ratios)/2])
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

// verdict times the program itself on a copy of the challenge whose one line has changed.
func (c *benchCmd) verdict(k *kit, name, entry, dir string, i int) (time.Duration, error) {
	from := filepath.Join(dir, name)
	if err := os.MkdirAll(from, 0o755); err != nil {
		return 0, err
	}
	files, err := filepath.Glob(filepath.Join(k.root, "solutions", name, "*.go"))
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
		b = append(bytes.TrimRight(b, "\n"), fmt.Appendf(nil, "\n\nconst edited = %d\n", time.Now().UnixNano())...)
		if err := os.WriteFile(filepath.Join(from, filepath.Base(f)), b, 0o644); err != nil {
			return 0, err
		}
		break
	}
	start := time.Now()
	cmd := exec.CommandContext(k.ctx, os.Args[0], "test", "-c", name, "--from", from)
	cmd.Dir = k.root
	if out, err := cmd.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("%w: the reference of %s: %v\n%s", runner.ErrKit, name, err, out)
	}
	return time.Since(start), nil
}
