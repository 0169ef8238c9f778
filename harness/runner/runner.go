// Package runner judges a challenge in a process of its own: it rewrites the learner's package,
// builds it with the hidden suite by go test -overlay, so that nothing on disk changes, runs it, and
// reads the report. What the learner's code does to its process costs that process only.
package runner

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
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

	Extra string // a folder with scenarios that are added to the suite's own; empty: none

	OnlyExtra bool // judge by those that are added alone

	Only   []string      // ids of promises; empty: all
	Seed   uint64        // 0: the default
	NoRace bool          // run without the race detector
	Keep   bool          // keep a history of each scenario that is held, too
	Limit  time.Duration // of real time for the run; 0: DefaultLimit

	// Progress is told what happens, when it is set: "compiling …", and each event of the run.
	Progress func(text string, e *harness.Event)
}

// DefaultLimit is how long a suite may run before its process is ended.
const DefaultLimit = 60 * time.Second

// After so many deaths and so long a time the scenarios that are left are not judged: a process
// that dies in each of them has been judged enough. One death is enough when it was slow.
const (
	maxDeaths = 3
	maxDying  = 4 * time.Second
)

// An Outcome is what came of a Job.
type Outcome struct {
	harness.Report
	Compile string        // the compiler's messages, when the code does not compile
	Died    []Death       // scenarios in which the process ended
	Build   time.Duration // real time, of the process that took longest to build
	Run     time.Duration // and of the one that took longest to judge
}

// Held reports whether every promise held and the process lived.
func (o Outcome) Held() bool { return o.Compile == "" && len(o.Died) == 0 && o.Report.Held() }

// ErrKit marks an error that is the kit's or its surroundings', not the learner's.
var ErrKit = errors.New("the kit could not do its job")

// Run does the job. An error means that there is no verdict.
//
// Two processes judge side by side: one explores schedules, without the race detector, which sees
// nothing in them and makes them slow; the other runs free under the detector. Each begins as soon
// as it is built.
func Run(ctx context.Context, j Job) (Outcome, error) {
	dir, err := scratch(j.Root, "run")
	if err != nil {
		return Outcome{}, err
	}
	defer os.RemoveAll(dir)
	b := build{Job: j, dir: dir}
	halves, out, err := b.halves(ctx, func(h *half) { h.judge(ctx) })
	out.Extra = b.extra
	if err != nil || out.Compile != "" {
		return out, err
	}
	for _, h := range halves {
		if h.err != nil {
			return out, h.err
		}
		out.merge(h)
		out.Build, out.Run = max(out.Build, h.built), max(out.Run, h.ran)
	}
	if err := out.extraFault(); err != nil {
		return out, err
	}
	out.Note = strings.TrimSpace(b.note)
	sortResults(out.Results)
	return out, nil
}

// A half is one of the processes that judge, with what it found.
type half struct {
	Job
	bin, dir string
	phase    harness.Phase
	race     bool
	shared   bool // scenarios can not be judged side by side: they would share variables of the package

	built, ran time.Duration
	report     harness.Report
	died       []Death
	err        error
}

// judge runs the half for as long as its job allows.
func (h *half) judge(ctx context.Context) {
	limit := h.Limit
	if limit == 0 {
		limit = DefaultLimit
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	start := time.Now()
	h.err = h.run(ctx)
	h.ran = time.Since(start)
}

// run runs the test process, again for the scenarios that are left when one of them ended it.
func (h *half) run(ctx context.Context) error {
	var results, left []harness.Result // left: to be judged yet
	var skip []string
	serial := h.shared
	start := time.Now()
	for attempt := 0; ; attempt++ {
		p := process{half: h, skip: skip, serial: serial, n: attempt}
		t, death, err := p.run(ctx)
		if err != nil {
			return err
		}
		if t.rep == nil && h.extraPanics(death.Log) {
			return fmt.Errorf("%w: %s", ErrExtra, death.Why)
		}
		left = t.suite
		for _, r := range t.ended {
			results = append(results, r)
			skip = append(skip, r.ID)
			left = without(left, r.ID)
		}
		switch {
		case t.rep != nil:
			h.report, left = *t.rep, nil
		case ctx.Err() != nil:
			for _, b := range t.began {
				h.died = append(h.died, Death{ID: b.ID, scenario: b, Why: death.Why, Log: death.Log, Late: true})
				left = without(left, b.ID)
			}
		case !serial && len(t.began) > 1: // several ran side by side: one by one, to find which it was
			serial = true
			continue
		case len(t.began) == 0: // before the first scenario, or after the last
			h.died = append(h.died, death)
		default:
			serial = true
			death.ID, death.scenario = t.began[0].ID, t.began[0]
			skip = append(skip, death.ID)
			left = without(left, death.ID)
			h.died = append(h.died, death)
			if len(h.died) < maxDeaths && !death.glutton || time.Since(start) < maxDying {
				continue
			}
			h.died = append(h.died, Death{Why: "the scenarios that are left were not judged: the process died in each of the last ones"})
		}
		h.report.Results = append(results, unjudged(left)...)
		return nil
	}
}

// unjudged is the verdict on scenarios that no process came to.
func unjudged(left []harness.Result) []harness.Result {
	for i := range left {
		left[i].Verdict, left[i].Why, left[i].Complete = judge.Inconclusive, "not judged: the process had ended before", false
	}
	return left
}

// merge adds what a half found. The first half's verdict stands unless it is "held".
func (o *Outcome) merge(h *half) {
	if o.Suite == "" {
		o.Suite, o.Seed = h.report.Suite, h.report.Seed
	}
	o.Race = o.Race || h.report.Race
	o.Rewritten = o.Rewritten || h.report.Rewritten
	o.Elapsed = max(o.Elapsed, h.report.Elapsed)
	for _, d := range h.died {
		if !slices.ContainsFunc(o.Died, func(x Death) bool { return x.ID == d.ID && x.Why == d.Why }) {
			o.Died = append(o.Died, d)
		}
	}
	for _, r := range h.report.Results {
		o.add(r)
	}
	for _, d := range h.died {
		if d.ID != "" {
			o.add(d.result())
		}
	}
}

func (o *Outcome) add(r harness.Result) {
	have := o.Report.Result(r.ID)
	if have == nil {
		o.Results = append(o.Results, r)
		return
	}
	if have.History == nil && have.Verdict == r.Verdict {
		have.History, have.Case = r.History, r.Case
	}
	runs, explored, complete, elapsed := have.Runs+r.Runs, have.Explored, have.Complete, have.Elapsed+r.Elapsed
	if have.Verdict == judge.Held && r.Verdict != judge.Held {
		name, level, story := have.Name, have.Level, have.Story
		*have = r
		have.Name, have.Level, have.Story = name, level, story
	}
	have.Runs, have.Explored, have.Complete, have.Elapsed = runs, explored, complete, elapsed
}
