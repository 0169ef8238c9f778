package remote_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/internal/slow"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/remote"
)

// The servers of this test are the test's own binary, told by this variable what to be.
const envServer = "KIT_TEST_SERVER"

func TestMain(m *testing.M) {
	if f := servers[os.Getenv(envServer)]; f != nil {
		l, err := net.Listen("tcp", "127.0.0.1:"+os.Getenv("PORT"))
		if err != nil {
			panic(err)
		}
		f(l)
		return
	}
	switch os.Getenv(envServer) {
	case "kit": // starts a server, and is ended by force
		site := &remote.Command{Line: fmt.Sprintf("%q", os.Args[0]), Env: []string{envServer + "=with a child"}}
		if _, err := site.Open(context.Background(), "k", harness.Surroundings{}); err != nil {
			panic(err)
		}
		fmt.Println("open")
		select {}
	case "deaf": // never listens
		select {}
	case "stillborn":
		fmt.Println("no database")
		os.Exit(7)
	case "slow":
		time.Sleep(700 * time.Millisecond)
		os.Setenv(envServer, "right")
		TestMain(m)
		return
	}
	os.Exit(m.Run())
}

// servers are what is done with connections.
var servers = map[string]func(l net.Listener){
	"right": func(l net.Listener) { _ = http.Serve(l, right()) },
	"with a child": func(l net.Listener) {
		_ = exec.Command("sleep", "1000").Start()
		_ = http.Serve(l, right())
	},
	"announces": func(l net.Listener) {
		h := right()
		_ = http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusEarlyHints)
			h.ServeHTTP(w, r)
		}))
	},
	"naive": func(l net.Listener) { _ = http.Serve(l, http.HandlerFunc(take)) },
	"crashes": func(l net.Listener) {
		n := 0
		_ = http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if n++; n == 2 {
				fmt.Println("out of paper")
				os.Exit(3)
			}
			take(w, r)
		}))
	},
	"closes": func(l net.Listener) { each(l, func(c net.Conn) { readHead(c) }) },
	"garbage": func(l net.Listener) {
		each(l, func(c net.Conn) { readHead(c); fmt.Fprint(c, "\x00\x01 hello\r\n\r\n") })
	},
	"half": func(l net.Listener) {
		each(l, func(c net.Conn) { readHead(c); fmt.Fprint(c, "HTTP/1.1 201 Created\r\nContent-Length: 99\r\n\r\n{}") })
	},
	"silent": func(l net.Listener) { each(l, func(net.Conn) { select {} }) },
	"endless": func(l net.Listener) {
		_ = http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			for b := make([]byte, 1<<20); ; {
				if _, err := w.Write(b); err != nil {
					return
				}
			}
		}))
	},
}

func each(l net.Listener, f func(net.Conn)) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		go func() { defer c.Close(); f(c) }()
	}
}

func readHead(c net.Conn) { _, _ = c.Read(make([]byte, 4096)) }

// take takes the money, whatever the key.
func take(w http.ResponseWriter, _ *http.Request) {
	res, err := http.Post(os.Getenv("BANK_URL"), "application/json", strings.NewReader(`{"amount":1}`))
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer res.Body.Close()
	w.WriteHeader(http.StatusCreated)
	_, _ = io.Copy(w, res.Body)
}

// right takes it once for each key.
func right() http.Handler {
	var mu sync.Mutex
	answers := map[string]string{}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		k := r.Header.Get("Idempotency-Key")
		if answers[k] == "" {
			res, err := http.Post(os.Getenv("BANK_URL"), "application/json", strings.NewReader(`{"amount":1}`))
			if err != nil {
				w.WriteHeader(http.StatusBadGateway)
				return
			}
			defer res.Body.Close()
			b, _ := io.ReadAll(res.Body)
			answers[k] = string(b)
		}
		w.WriteHeader(http.StatusCreated)
		_, _ = io.WriteString(w, answers[k])
	})
}

// suite has one scenario: two requests with one key, at once and then again.
var suite = harness.Suite{
	Name: "hostile",
	Scenarios: []harness.Scenario{{
		ID: "H1", Name: "once", Level: 1, Story: "one charge for each key",
		Rules: judge.Keyed{Effect: "charge", Created: 201, Conflict: 409, Refused: 402, Unknown: 502}.Rules(),
		Cases: harness.Traffic(func(c *harness.Client) {
			r := harness.Request{Method: "POST", Path: "/", Key: c.Key("k"), Mark: "1"}
			c.Burst(r, r)
			c.Retry(2, r.Expect(201))
		}),
		Explore: harness.Exploration{Free: 1},
	}},
	Outside: func(w *harness.World) harness.Surroundings {
		return harness.Surroundings{Services: map[string]http.Handler{
			"BANK_URL": harness.Serve(402, harness.ErrRefused, func(ctx context.Context, v struct{ Amount int }) (string, error) {
				return w.Do(ctx, harness.Call{Name: "charge", Prefix: "ch", Mark: strconv.Itoa(v.Amount)})
			}),
		}}
	},
}

// Whatever a server does, there is a plain verdict in good time, and nothing is left of it.
func TestHostileServers(t *testing.T) {
	slow.Test(t)
	for _, tt := range []struct {
		server  string
		reason  string
		verdict judge.Verdict
		says    string // in a violation, or in the error where there is no verdict
	}{
		{"right", "a right one holds", judge.Held, ""},
		{"slow", "it listens late, and is right", judge.Held, ""},
		{"with a child", "what it has started ends with it", judge.Held, ""},
		{"announces", "103 comes before the answer, and is none", judge.Held, ""},
		{"naive", "it charges twice", judge.Broken, "charges for key"},
		{"crashes", "its process ends in the middle", judge.Broken, `exit status 3; the last that it printed: "out of paper"`},
		{"closes", "no connection has an answer", judge.Broken, "closed before one was complete"},
		{"garbage", "what it answers is not HTTP", judge.Broken, "what came is not HTTP"},
		{"half", "its answers break off", judge.Broken, "closed before one was complete"},
		{"silent", "it never answers", judge.Broken, "none for "},
		{"endless", "its answers have no end", judge.Broken, "more than 32 MB"},
		{"deaf", "it never listens", "", "did not listen on PORT"},
		{"stillborn", "it ends at once", "", `(exit status 7); the last that it printed: "no database"`},
	} {
		t.Run(tt.server, func(t *testing.T) {
			t.Parallel()
			require.NotEmpty(t, tt.reason)
			site := command(tt.server)
			start := time.Now()
			rep, err := suite.Attack(t.Context(), site, harness.Options{})
			assert.Less(t, time.Since(start), 25*time.Second, "a verdict in good time")
			assert.Empty(t, left(site), "processes that are left")
			if tt.verdict == "" {
				assert.ErrorContains(t, err, tt.says)
				return
			}
			require.NoError(t, err)
			x := rep.Results[0]
			assert.Equal(t, tt.verdict, x.Verdict, "%s %v", x.Why, x.Violations)
			assert.Contains(t, fmt.Sprint(x.Violations), tt.says)
		})
	}
}

// An attack that is interrupted says so, and leaves no process.
func TestInterrupted(t *testing.T) {
	site := command("silent")
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(300*time.Millisecond, cancel)
	rep, err := suite.Attack(ctx, site, harness.Options{})
	require.NoError(t, err)
	assert.Equal(t, judge.Inconclusive, rep.Results[0].Verdict)
	assert.Empty(t, left(site))
}

// A kit that is ended by force leaves no server either.
func TestKitEndedByForce(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no process groups")
	}
	site := command("kit")
	kit := exec.Command(os.Args[0])
	kit.Env = append(os.Environ(), site.Env...)
	out, err := kit.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, kit.Start())
	said, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err)
	require.Equal(t, "open\n", said)
	assert.NotEmpty(t, left(site))
	require.NoError(t, kit.Process.Kill())
	_ = kit.Wait()
	assert.Eventually(t, func() bool { return left(site) == nil }, 10*time.Second, 5*time.Millisecond, "a server is left")
}

// command starts this test's own binary as a server, under a name by which its processes are found.
func command(server string) *remote.Command {
	mark := fmt.Sprintf("KIT_TEST_MARK=%s-%d", strings.ReplaceAll(server, " ", "-"), time.Now().UnixNano())
	return &remote.Command{
		Line: fmt.Sprintf("%q", os.Args[0]), Env: []string{envServer + "=" + server, mark},
		Workers: 1, Requests: 1000, Start: 3 * time.Second,
	}
}

// left lists the processes that have the site's mark in their environment, where /proc tells.
func left(site *remote.Command) (pids []string) {
	dirs, _ := os.ReadDir("/proc")
	for _, d := range dirs {
		env, err := os.ReadFile("/proc/" + d.Name() + "/environ")
		if err != nil || !strings.Contains(string(env), site.Env[1]) {
			continue
		}
		if pid, _ := strconv.Atoi(d.Name()); syscall.Kill(pid, 0) == nil {
			pids = append(pids, d.Name())
		}
	}
	return pids
}
