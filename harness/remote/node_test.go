package remote_test

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/challenges/keys/keystest"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/internal/slow"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/remote"
)

// Servers in TypeScript: the naive one is caught, the repaired one holds.
func TestTypeScript(t *testing.T) {
	slow.Test(t)
	for _, tt := range []struct {
		file   string
		broken []string // at least
		reason string
	}{
		{"naive.mts", []string{"K9", "K10", "K14", "K15", "K16"}, "it looks before the charge and stores after it, for anybody"},
		{"repaired.mts", nil, "it claims a key in the turn in which it looks it up"},
	} {
		t.Run(tt.file, func(t *testing.T) {
			require.NotEmpty(t, tt.reason)
			file, err := filepath.Abs(filepath.Join("..", "..", "solutions", "keys", "typescript", tt.file))
			require.NoError(t, err)
			site := &remote.Command{Line: node(t, file), Workers: 4, Requests: 20_000}
			rep, err := keystest.Suite.Attack(t.Context(), site, harness.Options{})
			require.NoError(t, err)
			for _, id := range tt.broken {
				assert.Equal(t, judge.Broken, rep.Result(id).Verdict, id)
			}
			if tt.broken == nil {
				for _, x := range rep.Results {
					assert.False(t, x.Open(), "%s %s: %s %s %v", x.ID, x.Name, x.Verdict, x.Why, x.Violations)
				}
			}
		})
	}
}

// node is the command that runs a file in TypeScript: as it is where Node is new enough, else what esbuild
// makes of it.
func node(t *testing.T, file string) string {
	out, err := exec.Command("node", "--version").Output()
	if err != nil {
		t.Skip("Node is not installed: servers in TypeScript are not judged")
	}
	v := regexp.MustCompile(`^v(\d+)\.(\d+)`).FindStringSubmatch(string(out))
	require.NotNil(t, v, "node --version prints %q", out)
	major, _ := strconv.Atoi(v[1])
	minor, _ := strconv.Atoi(v[2])
	if major > 22 || major == 22 && minor >= 7 {
		return fmt.Sprintf("exec node --no-warnings --experimental-strip-types %q", file)
	}
	if _, err := exec.LookPath("esbuild"); err != nil {
		t.Skipf("Node %s does not run TypeScript by itself (22.7 does), and esbuild is not installed: servers in TypeScript are not judged", v[0])
	}
	plain := filepath.Join(t.TempDir(), "server.mjs")
	out, err = exec.Command("esbuild", "--bundle", "--platform=node", "--format=esm", "--log-level=warning", "--outfile="+plain, file).CombinedOutput()
	require.NoError(t, err, "esbuild: %s", out)
	return fmt.Sprintf("exec node %q", plain)
}
