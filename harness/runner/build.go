package runner

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"example.com/idempotency/harness/interleave/rewrite"
)

// Module is the module that the kit is.
const Module = "example.com/idempotency"

// A build makes the test binary of a job in its scratch folder.
type build struct {
	Job
	dir  string
	race bool
	note string
}

// compile returns the binary. When the learner's code does not compile, the messages are in
// out.Compile and there is no binary.
func (b *build) compile(ctx context.Context, out *Outcome) (bin string, err error) {
	if _, err := exec.LookPath("go"); err != nil {
		return "", fmt.Errorf("%w: the go command is not on PATH: install Go 1.26 or later", ErrKit)
	}
	b.race = !b.NoRace
	if b.race && !compilerFound() {
		b.race = false
		b.note += "no C compiler: judged without the race detector\n"
	}
	overlay, err := b.overlay(false)
	if err != nil && !errors.Is(err, rewrite.ErrSyntax) {
		return "", fmt.Errorf("%w: %v", ErrKit, err)
	}
	bin = filepath.Join(b.dir, "suite.test")
	var first string
	if err == nil {
		if first, err = b.goTest(ctx, overlay, bin); err == nil {
			return bin, nil
		}
	}
	return b.compilePlain(ctx, bin, first, out)
}

// compilePlain compiles the code as it was written: for the compiler's own messages, and to go on
// when it was the rewriting that did not compile.
func (b *build) compilePlain(ctx context.Context, bin, first string, out *Outcome) (string, error) {
	overlay, err := b.overlay(true)
	if err != nil {
		return "", fmt.Errorf("%w: %v", ErrKit, err)
	}
	msg, err := b.goTest(ctx, overlay, bin)
	if err == nil {
		b.note += "kit bug: the rewritten code does not compile, so schedules were not explored: " + firstLine(first) + "\n"
		return bin, nil
	}
	if ctx.Err() != nil {
		return "", fmt.Errorf("%w: interrupted while compiling", ErrKit)
	}
	if !strings.Contains(msg, ".go:") {
		return "", fmt.Errorf("%w: go test: %s", ErrKit, strings.TrimSpace(msg))
	}
	out.Compile = b.tidy(msg)
	return "", nil
}

// goTest builds the test binary; msg is what the go command printed.
func (b *build) goTest(ctx context.Context, overlay, bin string) (msg string, err error) {
	args := []string{"test", "-c", "-vet=off", "-overlay", overlay, "-o", bin}
	if b.race {
		args = append(args, "-race")
	}
	cmd := exec.CommandContext(ctx, "go", append(args, "./challenges/"+b.Name)...)
	cmd.Dir = b.Root
	var buf bytes.Buffer
	cmd.Stdout, cmd.Stderr = &buf, &buf
	slow := time.AfterFunc(2500*time.Millisecond, func() {
		if b.Progress != nil {
			b.Progress("compiling; a first run also builds the standard library with the race detector, which takes up to a minute", nil)
		}
	})
	defer slow.Stop()
	err = cmd.Run()
	return buf.String(), err
}

// overlay writes the overlay file: the learner's package, rewritten unless plain, and one test file
// that runs the hidden suite in place of the package's own.
func (b *build) overlay(plain bool) (path string, err error) {
	dir := filepath.Join(b.Root, "challenges", b.Name)
	o, err := rewrite.Overlay(rewrite.Target{
		Dir: dir, From: b.From, Package: b.Name, ImportPath: Module + "/challenges/" + b.Name,
		Keep: func(rel string) bool { return rel != b.Name+"test" }, Plain: plain, Root: b.Root,
	})
	if err != nil {
		return "", err
	}
	tests, _ := filepath.Glob(filepath.Join(dir, "*_test.go"))
	for _, t := range tests {
		o.Replace[t] = ""
	}
	main := filepath.Join(b.dir, "suite_test.go")
	if err := os.WriteFile(main, fmt.Appendf(nil, suiteFile, b.Name, Module, b.Name, Module, b.Name, b.Name, b.Name, b.Name, b.Entry), 0o644); err != nil {
		return "", err
	}
	o.Replace[filepath.Join(dir, "kit_suite_test.go")] = main
	return o.WriteTo(b.dir)
}

const suiteFile = `package %s_test

import (
	"testing"

	"%s/challenges/%s"
	"%s/challenges/%s/%stest"
)

func TestSuite(t *testing.T) { %stest.Run(t, %s.%s) }
`

// compilerFound reports whether the C compiler that -race needs is there.
func compilerFound() bool {
	if os.Getenv("CGO_ENABLED") == "0" {
		return false
	}
	cc := strings.Fields(os.Getenv("CC"))
	if len(cc) > 0 {
		_, err := exec.LookPath(cc[0])
		return err == nil
	}
	for _, c := range []string{"gcc", "clang"} {
		if _, err := exec.LookPath(c); err == nil {
			return true
		}
	}
	return false
}

// tidy leaves the compiler's messages about the learner's files, with paths as the learner knows them.
func (b *build) tidy(msg string) string {
	var out []string
	for _, l := range strings.Split(strings.TrimSpace(msg), "\n") {
		if strings.HasPrefix(l, "#") || strings.HasPrefix(l, "FAIL") {
			continue
		}
		out = append(out, strings.TrimPrefix(l, b.Root+string(filepath.Separator)))
	}
	return strings.Join(out, "\n")
}

func firstLine(s string) string {
	for _, l := range strings.Split(s, "\n") {
		if !strings.HasPrefix(l, "#") && strings.TrimSpace(l) != "" {
			return l
		}
	}
	return ""
}
