package runner

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/interleave/rewrite"
)

// Module is the module that the kit is.
const Module = "example.com/idempotency"

// A build makes the test binary of a job in its scratch folder.
type build struct {
	Job
	dir    string
	note   string
	shared bool   // the code has variables of the package
	extra  string // digest of the scenarios that were added
}

// halves builds the binaries, side by side, and hands each to judge once it is there. When the
// learner's code does not compile, the messages are in the Outcome.
func (b *build) halves(ctx context.Context, judge func(*half)) ([]*half, Outcome, error) {
	var out Outcome
	if _, err := exec.LookPath("go"); err != nil {
		return nil, out, fmt.Errorf("%w: the go command is not on PATH: install Go 1.26 or later", ErrKit)
	}
	race := !b.NoRace
	if race && !compilerFound() {
		race = false
		b.note += "no C compiler is to be had, so that the race detector did not watch\n"
	}
	overlay, err := b.overlay(false)
	if err != nil && !errors.Is(err, rewrite.ErrSyntax) {
		return nil, out, fmt.Errorf("%w: %v", ErrKit, err)
	}
	halves := []*half{{Job: b.Job, dir: b.dir, bin: filepath.Join(b.dir, "suite.test"), shared: b.shared}}
	if race {
		halves[0].phase = harness.Explore
		halves = append(halves, &half{Job: b.Job, dir: b.dir, bin: filepath.Join(b.dir, "race.test"), phase: harness.Free, race: true})
	}
	first := ""
	if err == nil {
		if first, err = b.goTests(ctx, overlay, halves, judge); err == nil {
			return halves, out, nil
		}
	}
	h := &half{Job: b.Job, dir: b.dir, bin: halves[0].bin}
	out.Compile, err = b.plain(ctx, h, first, judge)
	return []*half{h}, out, err
}

// plain compiles the code as it was written: for the compiler's own messages, and to go on when it
// was the rewriting that did not compile.
func (b *build) plain(ctx context.Context, h *half, first string, judge func(*half)) (compile string, err error) {
	overlay, err := b.overlay(true)
	if err != nil {
		return "", fmt.Errorf("%w: %v", ErrKit, err)
	}
	msg, err := b.goTests(ctx, overlay, []*half{h}, judge)
	switch {
	case err == nil:
		b.note += "kit bug: the rewritten code does not compile, so that schedules were not explored: " + firstLine(first) + "\n"
		return "", nil
	case ctx.Err() != nil:
		return "", fmt.Errorf("%w: interrupted while compiling", ErrKit)
	}
	if compile = b.tidy(msg); compile == "" {
		if fault := b.extraMessage(msg); fault != "" {
			return "", fmt.Errorf("%w: %s", ErrExtra, fault)
		}
		return "", fmt.Errorf("%w: go test: %s", ErrKit, strings.TrimSpace(msg))
	}
	return compile, nil
}

// goTests builds the halves' binaries, and hands each to then; msg is what the go command printed
// for the first that failed.
func (b *build) goTests(ctx context.Context, overlay string, halves []*half, then func(*half)) (msg string, err error) {
	slow := time.AfterFunc(2500*time.Millisecond, func() {
		if b.Progress != nil {
			b.Progress("compiling; a first run also builds the standard library with the race detector, which takes up to a minute", nil)
		}
	})
	defer slow.Stop()
	left := atomic.Int32{}
	left.Store(int32(len(halves)))
	msgs, errs := make([]string, len(halves)), make([]error, len(halves))
	var wg sync.WaitGroup
	for i, h := range halves {
		wg.Go(func() {
			msgs[i], errs[i] = b.goTest(ctx, overlay, h)
			if left.Add(-1) == 0 {
				slow.Stop()
			}
			if errs[i] == nil {
				then(h)
			}
		})
	}
	wg.Wait()
	for i := range halves {
		if errs[i] != nil {
			return msgs[i], errs[i]
		}
	}
	return "", nil
}

func (b *build) goTest(ctx context.Context, overlay string, h *half) (msg string, err error) {
	args := []string{"test", "-c", "-vet=off", "-ldflags=-s -w", "-overlay", overlay, "-o", h.bin}
	if h.race {
		args = append(args, "-race")
	}
	cmd := exec.CommandContext(ctx, "go", append(args, "./challenges/"+b.Name)...)
	cmd.Dir = b.Root
	start := time.Now()
	out, err := cmd.CombinedOutput()
	h.built = time.Since(start)
	return string(out), err
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
	main := filepath.Join(b.dir, suiteTest)
	if err := os.WriteFile(main, b.suiteFile(), 0o644); err != nil {
		return "", err
	}
	if err := b.addExtra(o); err != nil {
		return "", err
	}
	o.Replace[filepath.Join(dir, "kit_suite_test.go")] = main
	b.shared = o.Shared
	return o.WriteTo(b.dir)
}

// suiteTest is the file that stands in place of the package's own tests.
const suiteTest = "suite_test.go"

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

// tidy leaves the compiler's messages about the learner's files, with paths as the learner knows
// them. It returns nothing when there are none: then it is not the learner's code that is at fault.
func (b *build) tidy(msg string) string {
	from := b.From
	if from == "" {
		from = filepath.Join(b.Root, "challenges", b.Name)
	}
	dir := strings.TrimSuffix(relative(b.Root, from), string(filepath.Separator))
	var out []string
	rewritten := regexp.MustCompile(`\[` + regexp.QuoteMeta(b.dir) + `[^]]*\]`) // where the compiler reads it, behind where it stands
	for _, l := range strings.Split(strings.TrimSpace(msg), "\n") {
		l = rewritten.ReplaceAllString(l, "")
		l = strings.TrimPrefix(relative(b.Root, b.absolute(l)), "./")
		_, text, about := strings.Cut(l, suiteTest+":")
		switch {
		case b.extraMessage(l) != "": // not the learner's
		case strings.HasPrefix(l, "#") || strings.HasPrefix(l, "FAIL"):
		case about: // the one line that joins the suite and the code
			_, text, _ = strings.Cut(text, ": ")
			out = append(out, fmt.Sprintf("%s: %s.%s is not what README.md asks for: %s", dir, b.Name, b.Entry, text))
		case strings.HasPrefix(l, dir) || len(out) > 0 && strings.HasPrefix(l, "\t") || strings.Contains(l, "too many errors"):
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

// absolute undoes the go command's way to shorten paths.
func (j Job) absolute(line string) string {
	path, rest, _ := strings.Cut(line, ":")
	if filepath.IsAbs(path) || !strings.HasSuffix(path, ".go") {
		return line
	}
	return filepath.Join(j.Root, path) + ":" + rest
}

func relative(root, path string) string {
	return strings.TrimPrefix(path, root+string(filepath.Separator))
}

func firstLine(s string) string {
	for _, l := range strings.Split(s, "\n") {
		if !strings.HasPrefix(l, "#") && strings.TrimSpace(l) != "" {
			return l
		}
	}
	return ""
}
