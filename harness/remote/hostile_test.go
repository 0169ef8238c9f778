package remote_test

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
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
			nothingLeft(t, site)
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
	nothingLeft(t, site)
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
	nothingLeft(t, site)
}

// command starts this test's own binary as a server, under a name by which its processes are found.
func command(server string) *remote.Command {
	mark := fmt.Sprintf("KIT_TEST_MARK=%s-%d", strings.ReplaceAll(server, " ", "-"), time.Now().UnixNano())
	return &remote.Command{
		Line: fmt.Sprintf("%q", os.Args[0]), Env: []string{envServer + "=" + server, mark},
		Workers: 1, Requests: 1000, Start: 3 * time.Second,
	}
}

// nothingLeft fails t unless the site's processes are gone, or as good as: one that was killed takes a moment
// to be so on a busy machine.
func nothingLeft(t *testing.T, site *remote.Command) {
	t.Helper()
	assert.Eventually(t, func() bool { return left(site) == nil }, 5*time.Second, 5*time.Millisecond, "processes are left")
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
