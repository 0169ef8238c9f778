package runner

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"example.com/idempotency/harness"
)

// A process is one run of the test binary.
type process struct {
	*half
	skip   []string
	serial bool
	n      int
}

// A tale is what a process wrote of its run.
type tale struct {
	suite []harness.Result // the scenarios that it was to judge
	ended []harness.Result
	began []harness.Result // and not ended
	rep   *harness.Report  // nil: it did not come to its end
	fault string           // of scenarios that were added
}

// run runs the process to its end. Where the tale has no report, it returns what is known about the
// death.
func (p process) run(ctx context.Context) (t tale, d Death, err error) {
	events := p.events()
	if err := os.WriteFile(events, nil, 0o644); err != nil {
		return t, d, fmt.Errorf("%w: %v", ErrKit, err)
	}
	cmd := exec.CommandContext(ctx, p.bin, "-test.run=^TestSuite$", "-test.timeout=0", "-test.benchtime="+benchTime)
	cmd.Dir = filepath.Join(p.Root, "challenges", p.Name)
	cmd.Env = p.env(events)
	log := &tail{most: 64 << 10}
	cmd.Stdout, cmd.Stderr = log, log
	cmd.WaitDelay = time.Second
	ownGroup(cmd)
	stop := p.follow(events)
	glutton := new(atomic.Bool)
	werr := cmd.Start()
	if werr == nil {
		full := limitMemory(cmd.Process, glutton)
		werr = cmd.Wait()
		full()
	}
	stop()
	if t = read(events); t.fault != "" {
		return t, d, fmt.Errorf("%w: %s", ErrExtra, t.fault)
	}
	if t.rep != nil {
		return t, d, nil
	}
	var exit *exec.ExitError
	if werr != nil && !errors.As(werr, &exit) && ctx.Err() == nil {
		return t, d, fmt.Errorf("%w: run %s: %v", ErrKit, filepath.Base(p.bin), werr)
	}
	d = Death{Why: cause(ctx, werr, log.String()), Log: lastLines(log.String(), 3000)}
	if d.glutton = glutton.Load(); d.glutton {
		d.Why = fmt.Sprintf("it was ended: it used more than %d GB of memory", maxMemory>>30)
	}
	return t, d, nil
}

// events is the file to which the process writes what happens.
func (p process) events() string {
	return filepath.Join(p.dir, fmt.Sprintf("events-%s-%d", p.phase, p.n))
}

func (p process) env(events string) []string {
	env := append(os.Environ(),
		harness.EnvReport+"="+events,
		harness.EnvOnly+"="+strings.Join(p.Only, ","),
		harness.EnvSkip+"="+strings.Join(p.skip, ","),
		harness.EnvPhase+"="+string(p.phase),
		harness.EnvSeed+"=",
		harness.EnvSerial+"=",
		harness.EnvRaceLog+"=",
		harness.EnvKeep+"=",
		harness.EnvExtra+"=",
	)
	if p.Seed != 0 {
		env = append(env, harness.EnvSeed+"="+strconv.FormatUint(p.Seed, 10))
	}
	if p.Keep {
		env = append(env, harness.EnvKeep+"=1")
	}
	if p.OnlyExtra {
		env = append(env, harness.EnvExtra+"=1")
	}
	if p.serial {
		env = append(env, harness.EnvSerial+"=1")
	}
	if p.race {
		log := filepath.Join(p.dir, "race")
		env = append(env, harness.EnvRaceLog+"="+log, detector(log))
	}
	return env
}

// detector makes the race detector report to the file log. It reports what it has reported before
// only once in each process, so that the first scenario which meets a race is the one that says so;
// to have every report would take a racing loop many seconds.
func detector(log string) string {
	return "GORACE=atexit_sleep_ms=0 halt_on_error=0 log_path=" + log
}

// follow passes the events on while the process runs.
func (p process) follow(path string) (stop func()) {
	if p.Progress == nil {
		return func() {}
	}
	quit, over := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(over)
		f, err := os.Open(path)
		if err != nil {
			return
		}
		defer f.Close()
		r := bufio.NewReader(f)
		var line []byte
		for {
			part, err := r.ReadBytes('\n')
			line = append(line, part...)
			if err == nil {
				var e harness.Event
				if json.Unmarshal(line, &e) == nil {
					p.Progress("", &e)
				}
				line = nil
				continue
			}
			select {
			case <-quit:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	return func() { close(quit); <-over }
}

// read reads the events of a process that has ended; a torn last line is left out.
func read(path string) (t tale) {
	b, err := os.ReadFile(path)
	if err != nil {
		return t
	}
	for _, line := range bytes.Split(b, []byte("\n")) {
		var e harness.Event
		if len(line) == 0 || json.Unmarshal(line, &e) != nil {
			continue
		}
		switch {
		case e.Suite != nil:
			t.suite = e.Suite
		case e.Fault != "":
			t.fault = e.Fault
		case e.Report != nil:
			t.rep = e.Report
		case e.Ended != nil:
			t.ended = append(t.ended, *e.Ended)
			t.began = without(t.began, e.Ended.ID)
		case e.Began != nil:
			t.began = append(without(t.began, e.Began.ID), *e.Began)
		}
	}
	return t
}

// without leaves out the result with that id.
func without(rs []harness.Result, id string) []harness.Result {
	return slices.DeleteFunc(rs, func(r harness.Result) bool { return r.ID == id })
}

var (
	fatal   = regexp.MustCompile(`(?m)^(fatal error: .*|panic: .*)$`)
	learner = regexp.MustCompile(`(?m)^\t(\S+/(?:challenges|solutions)/\S+\.go:\d+|\S+\.go:\d+)`)
)

// cause says in one line why a process ended.
func cause(ctx context.Context, err error, log string) string {
	if ctx.Err() != nil {
		return "it was ended: the suite ran for longer than its limit"
	}
	if m := fatal.FindString(log); m != "" {
		if l := firstLearner(log[strings.Index(log, m):]); l != "" {
			m += " at " + l
		}
		return m
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return "it exited: " + exit.String() + "; a handler must not end the process"
	}
	return "it exited with status 0 before the suite had ended; a handler must not end the process"
}

func firstLearner(stack string) string {
	for _, m := range learner.FindAllStringSubmatch(stack, -1) {
		if !standard(m[1]) {
			return filepath.Base(m[1])
		}
	}
	return ""
}

// standard reports whether a file is the standard library's, a module's or the harness's.
func standard(path string) bool {
	return strings.Contains(path, "/src/") || strings.Contains(path, "/pkg/mod/") || strings.Contains(path, "/harness/")
}

// A tail keeps the end of what is written to it.
type tail struct {
	buf  []byte
	most int
}

func (t *tail) Write(p []byte) (int, error) {
	t.buf = append(t.buf, p...)
	if len(t.buf) > 2*t.most {
		t.buf = append([]byte(nil), t.buf[len(t.buf)-t.most:]...)
	}
	return len(p), nil
}

func (t *tail) String() string { return string(t.buf) }

func lastLines(s string, n int) string {
	l := strings.Split(strings.TrimRight(s, "\n"), "\n")
	return strings.Join(l[max(0, len(l)-n):], "\n")
}

// sortResults orders results by their ids: K2 before K10, and the suite's own before others.
func sortResults(rs []harness.Result) {
	slices.SortStableFunc(rs, func(a, b harness.Result) int {
		if a.Extra != b.Extra {
			if a.Extra {
				return 1
			}
			return -1
		}
		return number(a.ID) - number(b.ID)
	})
}

func number(id string) int {
	n, _ := strconv.Atoi(strings.TrimLeft(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	return n
}
