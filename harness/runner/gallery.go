package runner

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

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
	Matrix     string // write the matrix to this file instead
	NoRace     bool
}

// Run runs the gallery's test: explored schedules without the race detector, then free ones with
// it. It returns what the tests printed.
func (g Gallery) Run(ctx context.Context) (out string, held bool, err error) {
	dir, err := os.MkdirTemp(scratch(g.Root), "gallery-")
	if err != nil {
		return "", false, fmt.Errorf("%w: make a scratch folder: %v", ErrKit, err)
	}
	defer os.RemoveAll(dir)
	src := filepath.Join(g.Root, "solutions", g.Name)
	o, err := rewrite.Overlay(rewrite.Target{Root: g.Root, Dir: src, ImportPath: Module + "/solutions/" + g.Name})
	if err != nil {
		return "", false, fmt.Errorf("%w: rewrite the solutions: %v", ErrKit, err)
	}
	overlay, err := o.WriteTo(dir)
	if err != nil {
		return "", false, fmt.Errorf("%w: %v", ErrKit, err)
	}
	phases := []harness.Phase{harness.Explore, harness.Free}
	if g.NoRace || !compilerFound() {
		phases = phases[:1]
	}
	outs, oks := make([]string, len(phases)), make([]bool, len(phases))
	var wg sync.WaitGroup
	for i, ph := range phases {
		wg.Go(func() { outs[i], oks[i] = g.test(ctx, dir, overlay, ph) })
	}
	wg.Wait()
	held = true
	for i := range phases {
		held = held && oks[i]
	}
	return strings.Join(outs, ""), held, nil
}

func (g Gallery) test(ctx context.Context, dir, overlay string, ph harness.Phase) (string, bool) {
	args := []string{"test", "-vet=off", "-count=1", "-run", "^TestGallery$", "-timeout", "80m", "-overlay", overlay}
	env := append(os.Environ(), harness.EnvPhase+"="+string(ph), gallery.EnvTimes+"="+strconv.Itoa(g.Times), gallery.EnvMatrix+"="+g.Matrix, gallery.EnvAnswer+"="+g.Answer)
	if ph == harness.Free {
		log := filepath.Join(dir, "race")
		args = append(args, "-race")
		env = append(env, harness.EnvRaceLog+"="+log, detector(log))
	}
	if g.CPU != "" {
		args = append(args, "-cpu", g.CPU)
	}
	cmd := exec.CommandContext(ctx, "go", append(args, "./solutions/"+g.Name)...)
	cmd.Dir = g.Root
	cmd.Env = env
	b, err := cmd.CombinedOutput()
	if _, none := os.Stat(g.Matrix); g.Matrix != "" && none == nil { // answers that race fail the test
		return "", true
	}
	return string(b), err == nil
}
