package runner

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/gallery"
	"example.com/idempotency/harness/interleave/rewrite"
)

// A Gallery is the test of a challenge's solutions, alternatives and wrong answers, on rewritten
// code.
type Gallery struct {
	Root, Name string
	Times      int    // judge so many times
	Answer     string // only the answer of this name
	CPU        string // at each of these GOMAXPROCS
	NoRace     bool
	Named      bool   // Matrix judges each answer by the scenario alone that it names, and says how it is found
	Extra      string // a folder with scenarios that are added to the suite's own: Matrix judges by them alone
}

// Run judges right answers and wrong ones: on explored schedules without the race detector, and on
// free ones with it. It returns what the tests printed.
func (g Gallery) Run(ctx context.Context) (out string, held bool, err error) {
	outs, oks, err := g.phases(ctx, func(harness.Phase) string { return "" })
	return strings.Join(outs, ""), !slices.Contains(oks, false), err
}

// Matrix judges every wrong answer by the whole suite, or right and wrong ones by what Extra adds. An error says which phase came to no end.
func (g Gallery) Matrix(ctx context.Context) (gallery.Matrix, error) {
	dir, err := scratch(g.Root, "matrix")
	if err != nil {
		return gallery.Matrix{}, err
	}
	defer os.RemoveAll(dir)
	file := func(ph harness.Phase) string { return filepath.Join(dir, string(ph)) }
	outs, _, err := g.phases(ctx, file) // answers that race fail the test, and are in the matrix
	if err != nil {
		return gallery.Matrix{}, err
	}
	var all gallery.Matrix
	for i, out := range outs {
		m, err := gallery.ReadMatrix(file(phases[i]))
		if err != nil {
			return gallery.Matrix{}, fmt.Errorf("%w: the wrong answers of %s could not be judged (%s):\n%s", ErrKit, g.Name, phases[i], out)
		}
		all.Add(m)
	}
	return all, nil
}

var phases = []harness.Phase{harness.Explore, harness.Free}

// phases runs the gallery's test in each phase, side by side.
func (g Gallery) phases(ctx context.Context, matrix func(harness.Phase) string) (outs []string, oks []bool, err error) {
	dir, err := scratch(g.Root, "gallery")
	if err != nil {
		return nil, nil, err
	}
	defer os.RemoveAll(dir)
	src := filepath.Join(g.Root, "solutions", g.Name)
	o, err := rewrite.Overlay(rewrite.Target{Root: g.Root, Dir: src, ImportPath: Module + "/solutions/" + g.Name})
	if err != nil {
		return nil, nil, fmt.Errorf("%w: rewrite the solutions: %v", ErrKit, err)
	}
	if err := g.addExtra(o, dir); err != nil {
		return nil, nil, fmt.Errorf("%w: %v", ErrKit, err)
	}
	overlay, err := o.WriteTo(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %v", ErrKit, err)
	}
	todo := phases
	if g.NoRace || !compilerFound() {
		todo = phases[:1]
	}
	outs, oks = make([]string, len(todo)), make([]bool, len(todo))
	var wg sync.WaitGroup
	for i, ph := range todo {
		wg.Go(func() { outs[i], oks[i] = g.test(ctx, dir, overlay, ph, matrix(ph)) })
	}
	wg.Wait()
	return outs, oks, nil
}

// limit is how long a phase may take, on a busy machine too.
func (g Gallery) limit() time.Duration {
	return 80*time.Minute + time.Duration(g.Times)*3*time.Minute
}

func (g Gallery) test(ctx context.Context, dir, overlay string, ph harness.Phase, matrix string) (string, bool) {
	args := []string{"test", "-vet=off", "-count=1", "-run", "^TestGallery$", "-timeout", g.limit().String(), "-overlay", overlay}
	env := append(os.Environ(), seldom, harness.EnvPhase+"="+string(ph), gallery.EnvTimes+"="+strconv.Itoa(g.Times), gallery.EnvMatrix+"="+matrix, gallery.EnvAnswer+"="+g.Answer)
	if ph == harness.Free {
		log := filepath.Join(dir, "race")
		args = append(args, "-race")
		env = append(env, harness.EnvRaceLog+"="+log, detector(log))
	}
	if g.Named {
		env = append(env, gallery.EnvNamed+"=1")
	}
	if g.Extra != "" {
		env = append(env, harness.EnvExtra+"=1")
	}
	if g.CPU != "" {
		args = append(args, "-cpu", g.CPU)
	}
	cmd := exec.CommandContext(ctx, "go", append(args, "./solutions/"+g.Name)...)
	cmd.Dir = g.Root
	cmd.Env = env
	cmd.WaitDelay = time.Second
	ownGroup(cmd)
	b, err := cmd.CombinedOutput()
	return string(b), err == nil
}
