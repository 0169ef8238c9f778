package progress_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/harness/interview"
	"example.com/idempotency/harness/mock"
	"example.com/idempotency/harness/progress"
)

// promises are those of every challenge that is there, as its prompt says them (solutionstest holds
// prompts and suites together).
func promises(t *testing.T) (out []mock.Promise) {
	t.Helper()
	files, err := filepath.Glob("../../challenges/*/README.md")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, f := range files {
		b, err := os.ReadFile(f)
		require.NoError(t, err)
		p, err := interview.ParsePrompt(string(b))
		require.NoError(t, err, f)
		for _, x := range p.Promises {
			out = append(out, mock.Promise{ID: x.ID, Name: x.Name, Level: x.Level})
		}
	}
	return out
}

// Every promise of every challenge has its kind, listed in testdata/kinds.txt to be reviewed; UPDATE=1
// writes it anew. It may list those of a challenge that is announced only.
func TestKinds(t *testing.T) {
	byKind := map[progress.Kind][]string{}
	for _, p := range promises(t) {
		k := progress.KindOf(p)
		require.Contains(t, progress.Kinds, k, p.ID)
		if s := fmt.Sprintf("%s (level %d)", p.Name, p.Level); !slices.Contains(byKind[k], s) {
			byKind[k] = append(byKind[k], s)
		}
	}
	var b strings.Builder
	for _, k := range progress.Kinds {
		assert.NotEmpty(t, byKind[k], "promises of the kind %s", k)
		slices.Sort(byKind[k])
		fmt.Fprintf(&b, "%s\n", k)
		for _, s := range byKind[k] {
			fmt.Fprintf(&b, "  %s\n", s)
		}
	}
	path := filepath.Join("testdata", "kinds.txt")
	if os.Getenv("UPDATE") != "" {
		require.NoError(t, os.WriteFile(path, []byte(b.String()), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	known := map[string]string{}
	kind := ""
	for _, l := range strings.Split(strings.TrimSpace(string(want)), "\n") {
		if !strings.HasPrefix(l, " ") {
			kind = l
		}
		known[strings.TrimSpace(l)] = kind
	}
	for k, names := range byKind {
		for _, n := range names {
			assert.Equal(t, string(k), known[n], "the kind of %s in %s", n, path)
		}
	}
}

// A promise that no challenge knows, such as an interviewer's own, has a kind by its words or level.
func TestKindOfOthers(t *testing.T) {
	for _, tt := range []struct {
		reason string
		p      mock.Promise
		want   progress.Kind
	}{
		{"its name says it", mock.Promise{Name: "refused-twice", Level: 2}, progress.Failure},
		{"its level says it", mock.Promise{Name: "x", Level: 1}, progress.Correctness},
		{"its level says it", mock.Promise{Name: "x", Level: 2}, progress.Concurrency},
		{"nothing says it", mock.Promise{Name: "x", Level: 3}, progress.Limits},
	} {
		assert.Equal(t, tt.want, progress.KindOf(tt.p), tt.reason)
	}
}
