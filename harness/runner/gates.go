package runner

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"example.com/idempotency/harness/gallery"
)

// gatesTime is how long the scenario that an answer names may take, with gates.
const gatesTime = time.Minute

// gatesTimes is how often an answer is judged with gates, to tell what they show from what happens to come up.
const gatesTimes = 5

// Gates judges each of the wrong answers by the scenario that it names, in the process and as it is
// written: bursts are held at gates, and the schedules are the machine's. Each has a process of its own,
// which it may end. Of one that is missed, be it once, nothing is returned.
func (g Gallery) Gates(ctx context.Context, answers []string) (map[string]gallery.Found, error) {
	dir, err := scratch(g.Root, "gates")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	program := filepath.Join(dir, "gallery.test")
	build := exec.CommandContext(ctx, "go", "test", "-c", "-o", program, "./solutions/"+g.Name)
	build.Dir = g.Root
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w: build the gallery of %s: %v\n%s", ErrKit, g.Name, err, out)
	}
	found := make([]*gallery.Found, len(answers))
	Abreast(len(answers), 4, func(i int) {
		for n := range gatesTimes {
			found[i] = g.gates(ctx, program, answers[i], filepath.Join(dir, fmt.Sprint(answers[i], n)))
			if found[i] == nil {
				break
			}
		}
	})
	all := map[string]gallery.Found{}
	for i, name := range answers {
		if found[i] != nil {
			all[name] = *found[i]
		}
	}
	return all, ctx.Err()
}

// gates judges one answer; nil: it is missed.
func (g Gallery) gates(ctx context.Context, program, name, file string) *gallery.Found {
	ctx, cancel := context.WithTimeout(ctx, gatesTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, "-test.run=^TestGallery$")
	cmd.Dir = filepath.Join(g.Root, "solutions", g.Name)
	cmd.Env = append(os.Environ(), gallery.EnvMatrix+"="+file, gallery.EnvNamed+"=1", gallery.EnvAnswer+"="+name)
	cmd.WaitDelay = time.Second
	ownGroup(cmd)
	err := cmd.Run()
	m, merr := gallery.ReadMatrix(file)
	switch {
	case merr == nil && len(m.Rows) == 1:
		return m.Rows[0].Found
	case errors.As(err, new(*exec.ExitError)): // the answer has ended the process
		return &gallery.Found{}
	}
	return nil
}
