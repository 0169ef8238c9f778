package rewrite

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// inputs are the names of the files of testdata, and why each is there.
var inputs = map[string]string{
	"main":       "prints what the others do",
	"statements": "if, switch, type switch and for in all their forms; blocks, declarations, empty statements",
	"labels":     "goto, break and continue with labels before every kind of statement",
	"channels":   "select with all kinds of cases, range over channels, receives inside of expressions",
	"goroutines": "go with literals, methods and values; arguments are evaluated at once; defer and recover",
	"locks":      "embedded locks, method values, a lock in a generic type, everything of sync",
	"imports":    "aliases, blank and dot imports, several declarations, a variable called sync",
	"dot":        "dot import of sync; a whole file on one line",
	"generics":   "type parameters; range over functions, integers, strings and maps",
	"literals":   "iota, struct tags, raw strings over several lines, functions in variables, code that gofmt would change",
	"directives": "build constraint, embed, noinline, comments in all places",
	"nonewline":  "no newline at the end, no imports",
	"exits":      "os.Exit, under another name, deferred, and a variable called os",
	"cgo":        "a file that uses cgo keeps its imports and gets no points",
	"ignored":    "a build constraint stays the first thing that counts",
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("testdata", name+".go.txt"))
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// rewritten rewrites a file of testdata as the overlay does.
func rewritten(t *testing.T, name string, src []byte) []byte {
	t.Helper()
	out, err := File(src, Options{Label: name + ".go", Path: "/src/" + name + ".go"})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.go.txt")
	if err != nil || len(files) != len(inputs) {
		t.Fatalf("files = %d, want %d, one for each of inputs (%v)", len(files), len(inputs), err)
	}
	for name, why := range inputs {
		t.Run(name, func(t *testing.T) {
			if why == "" {
				t.Fatal("no reason")
			}
			out := rewritten(t, name, read(t, name))
			golden := filepath.Join("testdata", name+".go.golden")
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(golden, out, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatalf("%v (UPDATE=1 writes it)", err)
			}
			if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(out), "\n")); d != "" {
				t.Errorf("%s (-want +got), UPDATE=1 writes it:\n%s", golden, d)
			}
		})
	}
}

// variants are the same file as other editors write it.
var variants = []struct {
	name, why string
	of        func([]byte) []byte
}{
	{"as-is", "the file itself", func(b []byte) []byte { return b }},
	{"crlf", "Windows line ends, also inside raw strings and comments", func(b []byte) []byte {
		return bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n"))
	}},
	{"bom", "a byte order mark, which may stand at the very start only", func(b []byte) []byte {
		return append([]byte("\ufeff"), b...)
	}},
	{"no-newline", "no newline at the end", func(b []byte) []byte { return bytes.TrimRight(b, "\n") }},
	{"no-indent", "code that gofmt would change", func(b []byte) []byte {
		return bytes.ReplaceAll(b, []byte("\n\t\t"), []byte("\n"))
	}},
}

// The rewritten file is the original and the points: nothing else changes, and every statement
// stands where it stood.
func TestOnlyPointsAreAdded(t *testing.T) {
	for name := range inputs {
		for _, v := range variants {
			t.Run(name+"/"+v.name, func(t *testing.T) {
				if v.why == "" {
					t.Fatal("no reason")
				}
				src := v.of(read(t, name))
				out := rewritten(t, name, src)
				same(t, "/src/"+name+".go", bytes.TrimPrefix(src, []byte("\ufeff")), out)
			})
		}
	}
}

// same compares a file with what became of it.
func same(t *testing.T, path string, src, out []byte) {
	t.Helper()
	a, b := parse(t, path, src), parse(t, "/tmp/rewritten.go", out)
	if was, is := a.dump(), b.dump(); was != is {
		t.Fatalf("the tree has changed: %s", differs(was, is))
	}
	as, bs := a.nodes(), b.nodes()
	if len(as) != len(bs) {
		t.Fatalf("nodes = %d, want %d", len(bs), len(as))
	}
	statements := a.statements()
	for i, n := range as {
		want, got := a.fset.PositionFor(n.Pos(), false), b.fset.Position(bs[i].Pos())
		if got.Filename != path || got.Line != want.Line {
			t.Errorf("%T is at %v, want %s:%d", n, got, path, want.Line)
		}
		if got.Column != 0 && got.Column != want.Column && slices.Contains(statements[want.Line], n) {
			t.Errorf("%T is at %v, want column %d", n, got, want.Column)
		}
		if t.Failed() {
			return
		}
	}
}

// differs shows where two long texts begin to differ.
func differs(a, b string) string {
	as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(as), len(bs)) {
		if as[i] != bs[i] {
			return cmp.Diff(as[max(0, i-8):i+1], bs[max(0, i-8):i+1])
		}
	}
	return "one is longer"
}
