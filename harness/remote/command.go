package remote

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"example.com/idempotency/harness"
)

// A Command starts a server anew for each run: with Line, given to the shell in Dir.
type Command struct {
	Line string
	Dir  string
	Env  []string // beside the environment of the kit
	Log  io.Writer
	API  *API // how the server differs from what the challenge asks for

	Workers  int           // servers side by side
	Requests int           // the most in all
	Start    time.Duration // until it listens; 0: DefaultStart

	logging sync.Mutex
}

// DefaultStart is how long a server may take until it listens.
const DefaultStart = 15 * time.Second

var _ harness.Site = (*Command)(nil)

// Terms implements harness.Site.
func (c *Command) Terms() harness.Terms {
	return harness.Terms{Fresh: true, Effects: true, Requests: c.Requests, Workers: c.Workers, OneCaller: c.API.OneCaller()}
}

// ErrStart says that a server did not come to listen.
var ErrStart = errors.New("the server did not start")

// Open implements harness.Site: it serves the effects, starts a server and waits until it listens.
func (c *Command) Open(ctx context.Context, run string, s harness.Surroundings) (harness.Visit, error) {
	p := &process{c: c, run: run}
	p.effects.set(s.Services)
	env := maps.Clone(s.Env)
	if env == nil {
		env = map[string]string{}
	}
	for name := range s.Services {
		at, err := p.effects.open(name, "127.0.0.1:0")
		if err != nil {
			p.effects.close()
			return nil, err
		}
		env[name] = at
	}
	var err error
	for range 3 { // somebody else may have taken the port meanwhile
		if err = p.start(ctx, env); err == nil || !p.over() || ctx.Err() != nil {
			break
		}
	}
	if err != nil {
		p.stop()
		return nil, err
	}
	p.Handler = c.API.Translate(Wire{Addr: p.addr})
	return p, nil
}

// A process is a server that was started for a run.
type process struct {
	http.Handler
	addr    string
	c       *Command
	run     string
	lock    io.Closer // of the port
	effects services
	cmd     *exec.Cmd
	out     *tail
	ended   chan struct{} // closed when the process has ended, and err is set
	err     error
}

func (p *process) start(ctx context.Context, env map[string]string) error {
	p.unlock()
	port, lock, err := freePort()
	if err != nil {
		return err
	}
	p.lock = lock
	p.addr = net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
	p.out, p.ended = &tail{most: 32 << 10}, make(chan struct{})
	p.cmd = exec.Command("sh", "-c", p.c.Line)
	p.cmd.Dir, p.cmd.Stdout, p.cmd.Stderr, p.cmd.WaitDelay = p.c.Dir, p.out, p.out, time.Second
	p.cmd.Env = append(os.Environ(), p.c.Env...)
	for _, k := range slices.Sorted(maps.Keys(env)) {
		p.cmd.Env = append(p.cmd.Env, k+"="+env[k])
	}
	p.cmd.Env = append(p.cmd.Env, "PORT="+strconv.Itoa(port))
	ownGroup(p.cmd)
	if err := p.cmd.Start(); err != nil {
		close(p.ended)
		return fmt.Errorf("%w: %v", ErrStart, err)
	}
	unguard := guard(p.cmd)
	go func() {
		p.err = p.cmd.Wait()
		unguard() // the group's number may be another's from now on
		close(p.ended)
	}()
	return p.listens(ctx, port)
}

// listens waits until the server takes connections.
func (p *process) listens(ctx context.Context, port int) error {
	limit := p.c.Start
	if limit == 0 {
		limit = DefaultStart
	}
	by := time.Now().Add(limit)
	for {
		conn, err := net.DialTimeout("tcp", p.addr, time.Second)
		if err == nil {
			conn.Close()
			return nil
		}
		select {
		case <-p.ended:
			return fmt.Errorf("%w: it ended before it listened on PORT %d (%s)%s", ErrStart, port, p.how(), p.last())
		case <-ctx.Done():
			return fmt.Errorf("%w: interrupted", ErrStart)
		case <-time.After(5 * time.Millisecond):
		}
		if time.Now().After(by) {
			return fmt.Errorf("%w: it did not listen on PORT %d within %v%s", ErrStart, port, limit, p.last())
		}
	}
}

func (p *process) over() bool {
	select {
	case <-p.ended:
		return true
	default:
		return false
	}
}

// how the process ended.
func (p *process) how() string {
	if p.err != nil {
		return p.err.Error()
	}
	return "exit status 0"
}

// last is the last line that the process printed.
func (p *process) last() string {
	lines := strings.Split(strings.TrimSpace(p.out.String()), "\n")
	if l := strings.TrimSpace(lines[len(lines)-1]); l != "" {
		return fmt.Sprintf("; the last that it printed: %.200q", l)
	}
	return ""
}

// Again implements harness.Visit.
func (p *process) Again(s harness.Surroundings) { p.effects.set(s.Services) }

// Close implements harness.Visit.
func (p *process) Close() (died string) {
	if p.over() {
		died = p.how() + p.last()
	}
	p.stop()
	return died
}

// patience is how long a process may take to end by itself.
const patience = 200 * time.Millisecond

// stop ends the process and all that it has started.
func (p *process) stop() {
	if p.cmd != nil && p.cmd.Process != nil {
		endGroup(p.cmd, false)
		select {
		case <-p.ended:
		case <-time.After(patience):
		}
		endGroup(p.cmd, true)
		<-p.ended
		p.c.log(p.run, p.out.String())
	}
	p.unlock()
	p.effects.close()
}

func (p *process) unlock() {
	if p.lock != nil {
		p.lock.Close()
	}
}

func (c *Command) log(run, out string) {
	if c.Log == nil || out == "" {
		return
	}
	c.logging.Lock()
	defer c.logging.Unlock()
	fmt.Fprintf(c.Log, "--- run %s\n%s\n", run, strings.TrimRight(out, "\n"))
}
