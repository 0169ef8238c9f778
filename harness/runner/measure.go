package runner

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"example.com/idempotency/harness"
)

// measureLimit is how long one process may measure: a handler that hangs is measured by no one.
const measureLimit = 30 * time.Second

// benchTime is how long each piece of work is measured in a round. A request takes microseconds.
const benchTime = "300ms"

// rounds is how often each job is measured, in turn with the others, so that a busy machine is
// unfair to all of them. The least of each is taken.
const rounds = 3

// Measure returns what requests cost with each job's code, as it was written, without the race
// detector. A job whose code can not be measured has no costs.
func Measure(ctx context.Context, jobs ...Job) ([][]harness.Cost, error) {
	var halves []*half
	for _, j := range jobs {
		dir, err := scratch(j.Root, "measure")
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(dir)
		h := &half{Job: j, dir: dir, bin: filepath.Join(dir, "measure.test"), phase: harness.Measured}
		b := build{Job: j, dir: dir}
		overlay, err := b.overlay(true)
		if err != nil {
			return nil, fmt.Errorf("%w: %v", ErrKit, err)
		}
		if msg, err := b.goTests(ctx, overlay, []*half{h}, func(*half) {}); err != nil {
			return nil, fmt.Errorf("%w: %s", ErrKit, firstLine(msg))
		}
		halves = append(halves, h)
	}
	out := make([][]harness.Cost, len(jobs))
	for n := range rounds {
		for i, h := range halves {
			costs, err := h.measure(ctx, n)
			if err != nil {
				return nil, err
			}
			out[i] = least(out[i], costs)
		}
	}
	return out, nil
}

func (h *half) measure(ctx context.Context, n int) ([]harness.Cost, error) {
	ctx, cancel := context.WithTimeout(ctx, measureLimit)
	defer cancel()
	p := process{half: h, n: n}
	if _, _, err := p.run(ctx); err != nil {
		return nil, err
	}
	text, err := os.ReadFile(p.events())
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrKit, err)
	}
	for _, line := range bytes.Split(text, []byte("\n")) {
		var e harness.Event
		if json.Unmarshal(line, &e) == nil && e.Costs != nil {
			return e.Costs, nil
		}
	}
	return nil, nil
}

// least takes the cheaper of two measurements of the same work, piece by piece.
func least(a, b []harness.Cost) []harness.Cost {
	if len(a) != len(b) {
		return b
	}
	for i, c := range a {
		if c.Time < b[i].Time {
			b[i] = c
		}
	}
	return b
}
