package runner

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
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

// seldom lets garbage be collected seldom: runs are short, and what they leave behind is looked at
// after a collection of its own.
const seldom = "GOGC=400"

func (p process) env(events string) []string {
	env := append(os.Environ(),
		seldom,
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
