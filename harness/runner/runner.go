// Package runner judges a challenge in a process of its own: it rewrites the learner's package,
// builds it with the hidden suite by go test -overlay, so that nothing on disk changes, runs it, and
// reads the report. What the learner's code does to its process costs that process only.
package runner

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
)

// A Job says what to judge.
type Job struct {
	Root  string // the module's folder
	Name  string // of the challenge, which is that of its folder and package: "keys"
	Entry string // the function that makes the handler: "New"
	From  string // a folder or file whose code stands in place of the challenge's own; empty: its own

	Only   []string      // ids of promises; empty: all
	Seed   uint64        // 0: the default
	NoRace bool          // run without the race detector
	Limit  time.Duration // of real time for the run; 0: DefaultLimit

	// Progress is told what happens, when it is set: "compiling …", and each event of the run.
	Progress func(text string, e *harness.Event)
}

// DefaultLimit is how long a suite may run before its process is ended.
const DefaultLimit = 60 * time.Second

// An Outcome is what came of a Job.
type Outcome struct {
	harness.Report
	Compile string        // the compiler's messages, when the code does not compile
	Died    []Death       // scenarios in which the process ended
	Build   time.Duration // real time
	Run     time.Duration
}

// A Death is the end of a test process in the middle of a scenario.
type Death struct {
	ID  string // the scenario; empty: before the first
	Why string // in one line
	Log string // the end of what the process printed
}

// Held reports whether every promise held and the process lived.
func (o Outcome) Held() bool { return o.Compile == "" && len(o.Died) == 0 && o.Report.Held() }

// ErrKit marks an error that is the kit's or its surroundings', not the learner's.
var ErrKit = errors.New("the kit could not do its job")

// Run does the job. An error means that there is no verdict.
func Run(ctx context.Context, j Job) (Outcome, error) {
	dir, err := os.MkdirTemp(scratch(j.Root), "run-")
	if err != nil {
		return Outcome{}, fmt.Errorf("%w: make a scratch folder: %v", ErrKit, err)
	}
	if os.Getenv("KEEP") == "" {
		defer os.RemoveAll(dir)
	}
	b := build{Job: j, dir: dir}
	var out Outcome
	start := time.Now()
	bin, err := b.compile(ctx, &out)
	out.Build = time.Since(start)
	if err != nil || out.Compile != "" {
		return out, err
	}
	start = time.Now()
	err = run(ctx, j, bin, dir, b.race, &out)
	out.Run = time.Since(start)
	out.Note = strings.TrimSpace(b.note)
	return out, err
}

// scratch is the ignored folder for what the kit makes.
func scratch(root string) string {
	dir := filepath.Join(root, ".kit", "tmp")
	if os.MkdirAll(dir, 0o755) != nil {
		return os.TempDir()
	}
	return dir
}

// run runs the test process, again for the scenarios that are left when one of them ended it.
func run(ctx context.Context, j Job, bin, dir string, race bool, out *Outcome) error {
	limit := j.Limit
	if limit == 0 {
		limit = DefaultLimit
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	var results []harness.Result
	var skip []string
	for attempt := 0; ; attempt++ {
		p := process{Job: j, bin: bin, dir: dir, race: race, skip: skip, serial: attempt > 0, n: attempt}
		rep, ended, began, death, err := p.run(ctx)
		if err != nil {
			return err
		}
		for _, r := range ended {
			results = append(results, r)
			skip = append(skip, r.ID)
		}
		if rep != nil {
			out.Report = *rep
			out.Results = results
			break
		}
		if ctx.Err() != nil {
			for _, id := range began {
				out.Died = append(out.Died, Death{ID: id, Why: death.Why, Log: death.Log})
			}
			out.Results = results
			break
		}
		if attempt == 0 && len(began) > 1 { // several ran side by side: run them one by one to find which it was
			continue
		}
		if len(began) == 0 && len(ended) == 0 || attempt > 40 {
			return fmt.Errorf("%w: the test process ended before its first scenario: %s\n%s", ErrKit, death.Why, death.Log)
		}
		if len(began) > 0 {
			death.ID = began[len(began)-1]
			skip = append(skip, death.ID)
		}
		out.Died = append(out.Died, death)
	}
	out.bury()
	return nil
}

// bury adds a result for each scenario in which the process died.
func (o *Outcome) bury() {
	for _, d := range o.Died {
		if d.ID != "" {
			o.Results = append(o.Results, harness.Result{ID: d.ID, Level: 1, Verdict: judge.Broken, Story: "the process lives", Violations: []judge.Violation{
				{Rule: "process-lives", Subject: "the process of this scenario", Got: d.Why, Want: "that it lives"},
			}})
		}
	}
	sortResults(o.Results)
}
