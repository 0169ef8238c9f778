package rewrite

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// root is this module's folder.
func root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// module makes a module of its own that can import this one, and returns its folder.
func module(t *testing.T, path string) string {
	t.Helper()
	dir := t.TempDir()
	mod, err := os.ReadFile(filepath.Join(root(t), "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	text := regexp.MustCompile(`(?m)^module .*`).ReplaceAllString(string(mod), "module "+path)
	text += "\nrequire example.com/idempotency v0.0.0\n\nreplace example.com/idempotency => " + root(t) + "\n"
	sum, err := os.ReadFile(filepath.Join(root(t), "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "go.mod"), []byte(text))
	write(t, filepath.Join(dir, "go.sum"), sum)
	return dir
}

func write(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

// command runs the go command, or a program, in dir. It asks for nothing from the network.
func command(t *testing.T, dir, name string, args ...string) (string, error) {
	t.Helper()
	c := exec.Command(name, args...)
	c.Dir = dir
	c.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off", "GORACE=atexit_sleep_ms=0")
	out, err := c.CombinedOutput()
	return string(out), err
}

// notBuilt are the files of testdata that are not part of program forms.
var notBuilt = []string{"cgo", "ignored"}

// forms copies program forms into a module.
func formsModule(t *testing.T) string {
	dir := module(t, "example.com/forms")
	for name := range inputs {
		if !slices.Contains(notBuilt, name) {
			write(t, filepath.Join(dir, name+".go"), read(t, name))
		}
	}
	hello, err := os.ReadFile("testdata/hello.txt")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "hello.txt"), hello)
	return dir
}

// overlaid writes the overlay of a target and returns its path.
func overlaid(t *testing.T, target Target) string {
	t.Helper()
	o, err := Overlay(target)
	if err != nil {
		t.Fatal(err)
	}
	path, err := o.WriteTo(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// The rewritten program does what the program does, and says the same of where it is.
func TestRewrittenProgramRuns(t *testing.T) {
	dir := formsModule(t)
	run := func(args ...string) string {
		bin := filepath.Join(t.TempDir(), "forms")
		if out, err := command(t, dir, "go", append(append([]string{"build", "-o", bin}, args...), ".")...); err != nil {
			t.Fatalf("build: %v\n%s", err, out)
		}
		out, err := command(t, dir, bin)
		if err != nil {
			t.Fatalf("run: %v\n%s", err, out)
		}
		return out
	}
	plain := run()
	if n := strings.Count(plain, "\n"); n < 15 {
		t.Fatalf("program forms printed %d lines:\n%s", n, plain)
	}
	overlay := overlaid(t, Target{Root: dir, Dir: dir, ImportPath: "example.com/forms"})
	if got := run("-overlay", overlay); got != plain {
		t.Errorf("output (-plain +rewritten):\n%s", cmp.Diff(plain, got))
	}
	if out, err := command(t, dir, "go", "vet", "-printf", "-overlay", overlay, "."); err != nil {
		t.Errorf("vet: %v\n%s", err, out)
	}
}

// The compiler's messages and a panic's trace name the file and line as they were written.
func TestMessagesNameTheOriginal(t *testing.T) {
	for _, row := range []struct {
		name, why, src, want string
	}{
		{"statement", "a mistake behind an inserted point", "func main() {\n\tx := 1\n\tif true { y(2) }\n}", "main.go:4:2: declared and not used: x|main.go:5:12: undefined: y"},
		{"condition", "one in a wrapped else if", "func main() {\n\tif a := 1; a > 1 {\n\t} else if b {\n\t}\n}", "main.go:5:12: undefined: b"},
		{"behind", "one behind what is wrapped", "func main() {\n\tfor i := 0; i < 3; i++ {\n\t\tif i > 1 {\n\t\t} else if i > 2 {\n\t\t}\n\t}\n\tz()\n}", "main.go:9:2: undefined: z"},
		{"go", "one in the arguments of a go statement", "func main() {\n\tgo func(int) {\n\t\tq()\n\t}(\"s\")\n}", "main.go:5:3: undefined: q|main.go:6:4: cannot use \"s\""},
		{"panic", "a panic's trace", "func main() {\n\tdefer func() {\n\t}()\n\tfor i := range 3 {\n\t\tif i == 2 { panic(i) }\n\t}\n}", "main.go:7 +"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if row.why == "" {
				t.Fatal("no reason")
			}
			dir := module(t, "example.com/message")
			write(t, filepath.Join(dir, "main.go"), []byte("package main\n\n"+row.src+"\n"))
			overlay := overlaid(t, Target{Root: dir, Dir: dir})
			out, err := command(t, dir, "go", "run", "-overlay", overlay, ".")
			if err == nil {
				t.Error("ran without an error")
			}
			for w := range strings.SplitSeq(row.want, "|") {
				if !strings.Contains(out, w) {
					t.Errorf("output has no %q:\n%s", w, out)
				}
			}
			if strings.Contains(out, fmt.Sprintf("%03d_", 0)) {
				t.Errorf("output names the rewritten file:\n%s", out)
			}
		})
	}
}
