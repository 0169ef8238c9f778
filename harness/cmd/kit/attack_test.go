package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/internal/slow"
	"example.com/idempotency/harness/runner"
)

// Every challenge with a suite is attacked, or is named as no server of its own.
func TestEverySuiteIsAttacked(t *testing.T) {
	root, err := findRoot()
	require.NoError(t, err)
	for _, ch := range (&kit{root: root}).ready() {
		i := slices.IndexFunc(suites, func(s harness.Suite) bool { return s.Name == ch.Name })
		if ch.Name == "middleware" {
			assert.Negative(t, i, "a middleware is a part of a server")
			continue
		}
		if assert.GreaterOrEqual(t, i, 0, ch.Name) {
			assert.NotNil(t, suites[i].Outside, ch.Name)
		}
	}
}

// What can not be done is said in a line that names the mend, and nothing is sent anywhere.
func TestAttackOfWhat(t *testing.T) {
	root, err := findRoot()
	require.NoError(t, err)
	ch, err := challenges.Find("keys")
	require.NoError(t, err)
	for _, tt := range []struct {
		reason string
		c      attackCmd
		says   string
	}{
		{"no server is named", attackCmd{}, "say which server"},
		{"two are", attackCmd{Cmd: "true", URL: "http://127.0.0.1:1"}, "say which server"},
		{"another machine's", attackCmd{URL: "http://shop.example/api"}, "ALLOW_REMOTE=1"},
		{"no URL", attackCmd{URL: "localhost:8080"}, "http://127.0.0.1:8080"},
		{"a bank on another machine", attackCmd{URL: "http://127.0.0.1:1", BankURL: "http://bank.example:80"}, "is not on this machine"},
		{"a file that is not there", attackCmd{URL: "http://127.0.0.1:1", API: "none.json"}, "API=none.json"},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			_, _, err := tt.c.site(&kit{root: root, out: &screen{Writer: &bytes.Buffer{}}}, ch)
			require.ErrorContains(t, err, tt.says)
			assert.NotContains(t, err.Error(), "\n")
		})
	}
}

// Before another machine is attacked the kit says what it will send, and sends less.
func TestAttackOfAnotherMachine(t *testing.T) {
	var out bytes.Buffer
	c := attackCmd{URL: "https://shop.example/api", AllowRemote: true}
	site, done, err := c.site(&kit{out: &screen{Writer: &out}}, challenges.Challenge{Name: "keys"})
	require.NoError(t, err)
	defer done()
	assert.Contains(t, out.String(), "up to 2000 requests go to https://shop.example/api")
	assert.Equal(t, 2000, site.Terms().Requests)
}

// A server is judged as a handler is: the same screen, report, page and exit status.
func TestAttack(t *testing.T) {
	slow.Test(t)
	root, err := findRoot()
	require.NoError(t, err)
	program, err := (&kit{ctx: context.Background(), root: root}).serveProgram()
	require.NoError(t, err)
	for _, tt := range []struct {
		reason string
		args   []string
		code   int
		shows  []string
	}{
		{"a reference", []string{"-p", "K2,K9,K12", "--cmd", program + " -c keys"}, 0, []string{"✓ K2", "✓ K9", "– K12", "K12: it looks for data races", "All 2 promises hold that can be judged here."}},
		{"a wrong answer", []string{"-p", "K9", "--cmd", program + " -c keys -a check-then-act"}, 1, []string{"✗ K9", `charges for key "`, "both started the effect", "Again: make attack C=keys P=K9 CMD="}},
		{"a command that is none", []string{"-p", "K9", "--cmd", "no-such-server"}, 2, nil},
		{"a promise that nobody gave", []string{"-p", "K99", "--cmd", program + " -c keys"}, 2, nil},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			dir := t.TempDir()
			page, report := filepath.Join(dir, "page.html"), filepath.Join(dir, "report.json")
			var out bytes.Buffer
			args := append([]string{"attack", "-c", "keys", "-o", page, "--json", report}, tt.args...)
			assert.Equal(t, tt.code, runIn(context.Background(), root, args, &screen{Writer: &out}), out.String())
			for _, s := range tt.shows {
				assert.Contains(t, strings.Join(strings.Fields(out.String()), " "), s)
			}
			if tt.code == 2 {
				return
			}
			b, err := os.ReadFile(report)
			require.NoError(t, err)
			var outs []runner.Outcome
			require.NoError(t, json.Unmarshal(b, &outs))
			assert.Equal(t, "keys", outs[0].Suite)
			b, err = os.ReadFile(page)
			require.NoError(t, err)
			assert.Contains(t, string(b), " over HTTP</p>")
		})
	}
}

// An attack that is interrupted has no verdict.
func TestAttackInterrupted(t *testing.T) {
	slow.Test(t)
	root, err := findRoot()
	require.NoError(t, err)
	program, err := (&kit{ctx: context.Background(), root: root}).serveProgram()
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	assert.Equal(t, 2, runIn(ctx, root, []string{"attack", "-c", "keys", "--cmd", program + " -c keys"}, &screen{Writer: &bytes.Buffer{}}))
}
