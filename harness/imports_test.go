package harness_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const module = "example.com/idempotency/"

// imports says what the packages of a folder may import, beside the standard library: the first row
// whose folder fits decides. A trailing /… stands for the folder and all below it, = for the second
// part of the importing folder: an answer sees the answers of its own challenge.
var imports = []struct {
	folder string
	may    []string
	never  []string // of the standard library
	reason string
}{
	{"harness/history", nil, []string{"net/http", "testing", "testing/synctest"}, "a history is plain data that a file can hold"},
	{"harness/judge", []string{"harness/history"}, []string{"net/http", "testing", "testing/synctest"}, "rules are pure and judge histories written by hand"},
	{"harness/markdown", nil, []string{"net/http", "testing"}, "it reads texts"},
	{"harness/page", []string{"harness/markdown"}, []string{"testing"}, "what pages share knows none of them"},
	{"harness/plot", nil, []string{"testing", "net/http"}, "it is geometry"},
	{"harness/interview", []string{"harness/markdown", "harness/page"}, []string{"testing"}, "it knows texts, and no challenge"},
	{"harness/timeline", []string{"harness/history", "harness/judge", "harness/page"}, []string{"testing"}, "a picture is drawn from a file as well"},
	{"harness/interleave/…", []string{"harness/interleave/…", "github.com/petermattis/goid"}, []string{"net/http"}, "a learner's rewritten code imports it"},
	{"harness/internal/…", nil, nil, "helpers of tests"},
	{"harness", []string{"harness/history", "harness/judge", "harness/interleave/…", "github.com/petermattis/goid", "pgregory.net/rapid"}, nil, "it knows no challenge"},
	{"harness/scenarios", []string{"harness", "harness/history", "harness/judge", "pgregory.net/rapid"}, nil, "it knows no challenge"},
	{"harness/gallery", []string{"harness", "harness/judge", "harness/interleave"}, nil, "it knows no solution"},
	{"harness/practice", []string{"harness/judge"}, []string{"testing"}, "it knows files, and no suite"},
	{"harness/mock", []string{"harness/interview", "harness/judge", "harness/markdown", "harness/page", "harness/practice", "harness/timeline"}, []string{"testing", "net/http"}, "a card is made of a session, by hand as well"},
	{"harness/follow", []string{"harness/interview", "harness/judge", "harness/mock", "harness/page", "harness/plot", "harness/timeline"}, []string{"testing"}, "it shows a session, and changes none"},
	{"harness/progress", []string{"harness/judge", "harness/mock", "harness/page", "harness/plot", "harness/timeline"}, []string{"testing", "net/http"}, "it sums up cards"},
	{"harness/runner", []string{"harness/…"}, nil, "it knows a challenge by its name only"},
	{"harness/remote", []string{"harness"}, []string{"testing"}, "it knows servers, and no suite"},
	{"harness/cmd/kit", []string{"harness/…", "challenges", "challenges/*/*test", "github.com/alecthomas/kong", "github.com/aymanbagabas/go-udiff", "github.com/fsnotify/fsnotify", "charm.land/bubbletea/v2", "github.com/google/go-cmp/cmp", "github.com/charmbracelet/x/term"}, nil, "the one place that knows the register"},

	{"challenges", nil, nil, "the register is a list"},
	{"challenges/bank", nil, nil, "what a learner is given has no logic"},
	{"challenges/warehouse", nil, nil, "what a learner is given has no logic"},
	{"challenges/events", nil, nil, "what a learner is given has no logic"},
	{"challenges/*/*test", []string{"harness/…", "challenges/bank/…", "challenges/warehouse/…", "challenges/events/…", "pgregory.net/rapid"}, nil, "a half-edited stub must not keep a suite from compiling"},
	{"challenges/*", []string{"challenges/bank", "challenges/warehouse", "challenges/events", "golang.org/x/sync/…"}, nil, "a learner sees nothing of the harness"},

	{"solutions", nil, nil, "two types"},
	{"solutions/serve", []string{"challenges/bank", "challenges/warehouse", "challenges/events", "solutions/…"}, nil, "a server knows nothing of the kit"},
	{"solutions/solutionstest", []string{"harness/…", "solutions", "challenges", "github.com/stretchr/testify/…"}, nil, "it joins the galleries and the harness"},
	{"solutions/internal/…", []string{"challenges/bank", "challenges/warehouse", "challenges/events"}, nil, "what answers share knows no harness"},
	{"solutions/*", []string{"challenges/bank", "challenges/warehouse", "challenges/events", "golang.org/x/sync/…"}, nil, "a reference can be lifted into a service"},
	{"solutions/*/…", []string{"solutions", "solutions/=", "solutions/=/…", "solutions/internal/…", "challenges/bank", "challenges/warehouse", "challenges/events", "golang.org/x/sync/…"}, nil, "an answer knows no harness"},
}

// Every package imports what the table admits, and nothing else of ours or of other modules.
func TestImports(t *testing.T) {
	for _, f := range goFiles(t, "..") {
		dir := filepath.ToSlash(filepath.Dir(f))
		row := -1
		for i, r := range imports {
			if fits(r.folder, dir) {
				row = i
				break
			}
		}
		if !assert.NotEqual(t, -1, row, "no row of the table is for %s", dir) {
			continue
		}
		r := imports[row]
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", f), nil, parser.ImportsOnly)
		require.NoError(t, err)
		for _, s := range parsed.Imports {
			path, _ := strconv.Unquote(s.Path.Value)
			own, isOwn := strings.CutPrefix(path, module)
			switch {
			case !isOwn && !strings.Contains(strings.Split(path, "/")[0], "."): // the standard library
				assert.NotContains(t, r.never, path, "%s: %s", f, r.reason)
			case isOwn:
				assert.True(t, admits(r.may, dir, own), "%s imports %s: %s", f, own, r.reason)
			default:
				assert.True(t, admits(r.may, dir, path), "%s imports %s: %s", f, path, r.reason)
			}
		}
	}
	for _, r := range imports {
		assert.NotEmpty(t, r.reason)
	}
}

// goFiles lists the Go files below root that are no tests.
func goFiles(t *testing.T, root string) (out []string) {
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || path != root && strings.HasPrefix(d.Name(), ".")):
			return filepath.SkipDir
		case strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go"):
			rel, err := filepath.Rel(root, path)
			out = append(out, rel)
			return err
		}
		return nil
	})
	require.NoError(t, err)
	return out
}

func admits(may []string, dir, path string) bool {
	second := strings.Split(dir+"/-", "/")[1]
	for _, m := range may {
		if fits(strings.Replace(m, "/=", "/"+second, 1), path) {
			return true
		}
	}
	return false
}

// fits reports whether a folder is the one that a pattern of the table means.
func fits(pattern, dir string) bool {
	if above, ok := strings.CutSuffix(pattern, "/…"); ok {
		n := strings.Count(above, "/") + 1
		parts := strings.Split(dir, "/")
		if len(parts) < n {
			return false
		}
		dir, pattern = strings.Join(parts[:n], "/"), above
	}
	ok, _ := filepath.Match(pattern, dir)
	return ok
}
