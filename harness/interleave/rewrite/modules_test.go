package rewrite

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/idempotency/harness/internal/slow"
)

// modules are well-kept ones whose code is full of what a learner may write: locks embedded and
// held by pointer, conditions on them, generics, method values, closures, channels, timers, atomics.
// All their packages that have tests are rewritten, and say what they said before; golang-lru's
// expirable is left out, for its tests hold or fail by what a busy machine does in five milliseconds.
var modules = []struct {
	module   string
	packages []string
	why      string
}{
	{"golang.org/x/sync@v0.25.0", []string{"errgroup", "semaphore", "singleflight", "syncmap"}, "what a learner may import, and how it is written"},
	{"github.com/sourcegraph/conc@v0.3.0", []string{".", "iter", "panics", "pool", "stream"}, "generics, panics that cross goroutines, method values"},
	{"github.com/jackc/puddle/v2@v2.2.2", []string{"."}, "conditions, contexts, a pool with workers of its own"},
	{"github.com/hashicorp/golang-lru/v2@v2.0.7", []string{".", "simplelru"}, "generics with locks"},
	{"github.com/patrickmn/go-cache@v2.1.0+incompatible", []string{"."}, "embedded locks, a janitor, finalizers"},
}

// Rewritten packages pass and fail the tests that they passed and failed before.
func TestModulesSayTheSame(t *testing.T) {
	slow.Test(t)
	for _, m := range modules {
		t.Run(m.module, func(t *testing.T) {
			t.Parallel()
			if m.why == "" {
				t.Fatal("no reason")
			}
			dir, path := fetched(t, m.module)
			for _, p := range m.packages {
				plain := verdicts(t, dir, "./"+p)
				if len(plain) == 0 {
					t.Fatalf("%s: its tests say nothing", p)
				}
				overlay := overlaid(t, Target{Root: dir, Dir: filepath.Join(dir, p), ImportPath: strings.TrimSuffix(path+"/"+p, "/.")})
				if d := cmp.Diff(plain, verdicts(t, dir, "-overlay", overlay, "./"+p)); d != "" {
					t.Errorf("%s (-plain +rewritten):\n%s", p, d)
				}
				t.Logf("%s: %d tests", p, len(plain))
			}
		})
	}
}

// fetched copies a module to a folder that can be written, where it may import this one.
func fetched(t *testing.T, module string) (dir, path string) {
	out, err := online(t.TempDir(), "mod", "download", "-json", module)
	var got struct{ Path, Dir string }
	if err != nil || json.Unmarshal([]byte(out), &got) != nil {
		t.Fatalf("fetch %s: %v\n%s", module, err, out)
	}
	dir = filepath.Join(t.TempDir(), "module")
	if err := os.CopyFS(dir, os.DirFS(got.Dir)); err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		mod = []byte("module " + got.Path + "\n\ngo 1.18\n")
	}
	write(t, filepath.Join(dir, "go.mod"), append(mod, "\nrequire example.com/idempotency v0.0.0\n\nreplace example.com/idempotency => "+root(t)+"\n"...))
	return dir, got.Path
}

// online runs the go command in dir; unlike command it may fetch what a module's tests need.
func online(dir string, args ...string) (string, error) {
	c := exec.Command("go", args...)
	c.Dir = dir
	c.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	out, err := c.CombinedOutput()
	return string(out), err
}

var verdict = regexp.MustCompile(`(?m)^\s*--- (PASS|FAIL|SKIP): (\S+)`)

// verdicts lists what each test of a package came to, sorted.
func verdicts(t *testing.T, dir string, args ...string) []string {
	t.Helper()
	out, _ := online(dir, append([]string{"test", "-v", "-count=1"}, args...)...)
	var all []string
	for _, m := range verdict.FindAllStringSubmatch(out, -1) {
		all = append(all, m[2]+" "+m[1])
	}
	if len(all) == 0 {
		t.Log(out)
	}
	slices.Sort(all)
	return all
}
