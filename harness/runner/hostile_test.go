package runner_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/harness/internal/slow"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/runner"
)

// hostile lists answers that hang, crash or flood, each with what the report must say about it.
// Every one gets its verdict within the limit, and none keeps other scenarios from being judged,
// unless its process is gone (died).
var hostile = []struct {
	file  string
	says  string // in the first violation, the death or the compiler's messages
	where string // the learner's line in the same text; empty: none is known
	died  bool
	built bool // false: it does not compile
}{
	{file: "deadlock", says: "none for 2m0s", where: "deadlock.go:1", built: true},
	{file: "real_deadlock", says: "none for 2m0s", where: "real_deadlock.go:14", built: true},
	{file: "constructor_hangs", says: "every goroutine waits for another", built: true},
	{file: "endless_loop", says: "loops without end", where: "endless_loop.go:14", built: true},
	{file: "endless_work", says: "loops without end", where: "endless_work.go:1", built: true},
	{file: "spin", says: "loops without end", where: "spin.go:16", built: true},
	{file: "poll_for_ever", says: "loops without end", where: "poll_for_ever.go:1", built: true},
	{file: "swallow", says: "loops without end", where: "swallow.go:1", built: true},
	{file: "recursion", says: "loops without end", where: "recursion.go:15", built: true},
	{file: "panic", says: "the handler panicked: no", where: "panic.go:14", built: true},
	{file: "nil_map", says: "assignment to entry in nil map", where: "nil_map.go:15", built: true},
	{file: "bad_status", says: "invalid WriteHeader code 42", where: "bad_status.go:14", built: true},
	{file: "hijack", says: "is not http.Hijacker", where: "hijack.go:14", built: true},
	{file: "goexit", says: "ended without returning", built: true},
	{file: "goroutine_panic", says: "panic: in the background", where: "goroutine_panic.go:14", built: true},
	{file: "constructor_panic", says: "the constructor panicked: not yet", where: "constructor_panic.go:12", built: true},
	{file: "nil_handler", says: "returned no handler (nil)", built: true},
	{file: "leak", says: "charges done", built: true},
	{file: "leak_ticker", says: "charges done", built: true},
	{file: "thousands", says: "charges done", built: true},
	{file: "hundred_megabytes", says: "charges done", built: true},
	{file: "late_write", says: "charges done", built: true},
	{file: "exit", says: "os.Exit(0)", built: true},
	{file: "concurrent_map", says: "charges done", built: true},
	{file: "log_fatal", says: "it exited: exit status 1", built: true, died: true},
	{file: "killed", says: "signal: killed", built: true, died: true},
	{file: "init_panic", says: "panic: before everything", where: "init_panic.go:11", built: true, died: true},
	{file: "memory", says: "more than 1 GB of memory", built: true, died: true},
	{file: "no_compile", says: "no_compile.go:4"},
	{file: "type_error", says: "type_error.go:5"},
	{file: "wrong_shape", says: "keys.New is not what README.md asks for"},
}

// hostileLimit is how long a verdict may take on a machine that does nothing else.
const hostileLimit = 10 * time.Second

func TestHostile(t *testing.T) {
	slow.Test(t)
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	files, err := filepath.Glob("testdata/hostile/*.go")
	require.NoError(t, err)
	require.Len(t, files, len(hostile), "each hostile answer has its row")
	for _, x := range hostile {
		t.Run(x.file, func(t *testing.T) {
			from := outside(t, x.file+".go")
			start, before := time.Now(), spent()
			o, err := runner.Run(context.Background(), runner.Job{Root: root, Name: "keys", Entry: "New", From: from})
			require.NoError(t, err, "the fault is the answer's, not the kit's")
			mine := 1 - spent().foreign(before)
			assert.Less(t, time.Duration(float64(o.Run)*mine), hostileLimit, "time from the first scenario to the verdict, with %.0f %% of the processors", 100*mine)
			t.Logf("built in %v, judged in %v", o.Build.Round(time.Millisecond), (time.Since(start) - o.Build).Round(time.Millisecond))
			assert.False(t, o.Held())
			text := said(o)
			assert.Contains(t, text, x.says)
			assert.Contains(t, text, x.where)
			switch {
			case !x.built:
				assert.NotEmpty(t, o.Compile)
			case x.died:
				assert.NotEmpty(t, o.Died)
				if x.file != "init_panic" {
					assert.Len(t, o.Results, 23, "every scenario has a verdict")
				}
			default:
				assert.Len(t, o.Results, 23, "every scenario has a verdict")
			}
		})
	}
}

// outside copies a hostile answer to where a candidate's would be: outside of the kit.
func outside(t *testing.T, file string) string {
	b, err := os.ReadFile(filepath.Join("testdata/hostile", file))
	require.NoError(t, err)
	to := filepath.Join(t.TempDir(), file)
	require.NoError(t, os.WriteFile(to, b, 0o444))
	return to
}

// said is all that a report says about the answer's fault.
func said(o runner.Outcome) string {
	var b strings.Builder
	b.WriteString(o.Compile)
	for _, d := range o.Died {
		b.WriteString(d.Why + "\n")
	}
	for _, x := range o.Results {
		if x.Verdict == judge.Held {
			continue
		}
		b.WriteString(x.Why + "\n")
		for _, v := range x.Violations {
			b.WriteString(v.String() + " " + v.Likely + "\n")
		}
	}
	return b.String()
}

// A candidate's files are judged where they are: nothing of theirs is changed.
func TestFromChangesNothing(t *testing.T) {
	slow.Test(t)
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	dir := t.TempDir()
	b, err := os.ReadFile(filepath.Join(root, "solutions/keys/keys.go"))
	require.NoError(t, err)
	// Another package name, and a second file: a submission as it comes.
	b = append([]byte("package payments_of_ann\n"), b[strings.Index(string(b), "\nimport ("):]...)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "server.go"), b, 0o444))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "doc.go"), []byte("// Package payments_of_ann pays.\npackage payments_of_ann\n"), 0o444))
	o, err := runner.Run(context.Background(), runner.Job{Root: root, Name: "keys", Entry: "New", From: dir})
	require.NoError(t, err)
	assert.True(t, o.Held(), said(o))
	after, err := os.ReadFile(filepath.Join(dir, "server.go"))
	require.NoError(t, err)
	assert.Equal(t, string(b), string(after))
	files, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, files, 2)
}

// State in variables of the package, locks among them, is judged like any other: it breaks the
// promise that two servers share nothing, and none besides.
func TestStateOfThePackage(t *testing.T) {
	slow.Test(t)
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	b, err := os.ReadFile(filepath.Join(root, "solutions/keys/keys.go"))
	require.NoError(t, err)
	src := strings.NewReplacer(
		"\tmu      sync.Mutex\n\trecords map[scope]*record\n", "",
		", records: map[scope]*record{}", "",
		"s.mu.", "mu.", "s.records", "records",
		"// A scope is", "var (\n\tmu      sync.Mutex\n\trecords = map[scope]*record{}\n)\n\n// A scope is",
	).Replace(string(b))
	file := filepath.Join(t.TempDir(), "keys.go")
	require.NoError(t, os.WriteFile(file, []byte(src), 0o444))
	o, err := runner.Run(context.Background(), runner.Job{Root: root, Name: "keys", Entry: "New", From: file})
	require.NoError(t, err)
	require.Empty(t, o.Compile)
	require.Empty(t, o.Died, said(o))
	var broken []string
	for _, x := range o.Results {
		if x.Verdict != judge.Held {
			broken = append(broken, x.Name)
		}
	}
	assert.Equal(t, []string{"separate"}, broken, said(o))
}
