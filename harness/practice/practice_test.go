package practice_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/practice"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(b)
}

// project makes a module with one challenge, whose code is mine.
func project(t *testing.T, mine string) practice.Folder {
	t.Helper()
	f := practice.Folder{Root: t.TempDir(), Name: "keys"}
	write(t, filepath.Join(f.Dir(), "keystest/testdata/stub/keys.go"), "package keys // stub\n")
	write(t, filepath.Join(f.Dir(), "keystest/suite.go"), "package keystest\n")
	write(t, filepath.Join(f.Dir(), "keys.go"), mine)
	write(t, filepath.Join(f.Dir(), "store.go"), "package keys // more of mine\n")
	write(t, filepath.Join(f.Dir(), "keys_test.go"), "package keys_test // mine\n")
	write(t, filepath.Join(f.Root, "harness/doc.go"), "package harness\n")
	return f
}

func TestResetKeepsTheAttempt(t *testing.T) {
	f := project(t, "package keys // mine\n")
	kept, err := practice.Open(f.Root).Reset(f)
	require.NoError(t, err)
	assert.Equal(t, "package keys // mine\n", read(t, filepath.Join(kept, "keys.go")))
	assert.Equal(t, "package keys // more of mine\n", read(t, filepath.Join(kept, "store.go")))
	assert.Equal(t, "package keys_test // mine\n", read(t, filepath.Join(kept, "keys_test.go")))
	assert.Equal(t, "package keys // stub\n", read(t, filepath.Join(f.Dir(), "keys.go")))
	assert.NoFileExists(t, filepath.Join(f.Dir(), "store.go"))
	assert.FileExists(t, filepath.Join(f.Dir(), "keys_test.go"), "visible examples stay")
	now, err := f.Digest()
	require.NoError(t, err)
	stub, err := f.StubDigest()
	require.NoError(t, err)
	assert.Equal(t, stub, now)
}

func TestResetWithoutAStubTouchesNothing(t *testing.T) {
	f := project(t, "package keys // mine\n")
	require.NoError(t, os.RemoveAll(filepath.Join(f.Dir(), "keystest/testdata")))
	_, err := practice.Open(f.Root).Reset(f)
	require.Error(t, err)
	assert.Equal(t, "package keys // mine\n", read(t, filepath.Join(f.Dir(), "keys.go")))
}

func TestFreeze(t *testing.T) {
	f := project(t, "package keys // mine\n")
	dir := t.TempDir()
	first, err := f.Freeze(dir)
	require.NoError(t, err)
	want, err := f.Digest()
	require.NoError(t, err)
	assert.Equal(t, want, first)
	write(t, filepath.Join(f.Dir(), "keys.go"), "package keys // later\n")
	second, err := f.Freeze(dir)
	require.NoError(t, err)
	again, err := f.Freeze(dir)
	require.NoError(t, err)
	assert.Equal(t, second, again)
	assert.Equal(t, "package keys // mine\n", read(t, filepath.Join(dir, first, "keys.go")))
	assert.Equal(t, "package keys // later\n", read(t, filepath.Join(dir, second, "keys.go")))
	assert.Equal(t, "package keys // more of mine\n", read(t, filepath.Join(dir, second, "store.go")))
}

func TestDigests(t *testing.T) {
	f := project(t, "package keys // mine\n")
	code, err := f.Digest()
	require.NoError(t, err)
	suite, err := f.SuiteDigest()
	require.NoError(t, err)

	write(t, filepath.Join(f.Dir(), "keys_test.go"), "package keys_test // changed\n")
	same, _ := f.Digest()
	assert.Equal(t, code, same, "examples are not what is judged")
	write(t, filepath.Join(f.Dir(), "keys.go"), "package keys // mine!\n")
	other, _ := f.Digest()
	assert.NotEqual(t, code, other)
	sameSuite, _ := f.SuiteDigest()
	assert.Equal(t, suite, sameSuite)
	write(t, filepath.Join(f.Root, "harness/doc.go"), "package harness // later\n")
	otherSuite, _ := f.SuiteDigest()
	assert.NotEqual(t, suite, otherSuite, "another version of the kit judges anew")
}

// The digest of a folder is that of its Go files, by name and text; what is not judged does not count.
func TestDigestOfAFolder(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.go"), "package extra\n")
	digest := func() string {
		d, err := practice.Digest(dir)
		require.NoError(t, err)
		return d
	}
	before := digest()
	assert.Len(t, before, 16)
	for _, f := range []string{"a_test.go", "notes.md", "sub/b.go"} {
		write(t, filepath.Join(dir, f), "package extra\n")
		assert.Equal(t, before, digest(), f)
	}
	require.NoError(t, os.Rename(filepath.Join(dir, "a.go"), filepath.Join(dir, "b.go")))
	assert.NotEqual(t, before, digest(), "another name")
}

func TestVerdictsAndHintsAreRemembered(t *testing.T) {
	root := t.TempDir()
	s := practice.Open(root)
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	v := practice.Verdict{At: at, Code: "c1", Suite: "s1", Promises: map[string]judge.Verdict{"K1": judge.Held, "K2": judge.Broken}, Levels: map[int]practice.Score{1: {Held: 1, Of: 2}}}
	require.NoError(t, s.Judged("keys", v, true))
	r, err := s.Challenge("keys")
	require.NoError(t, err)
	assert.True(t, r.Attempted.IsZero(), "the stub's verdict is no attempt")

	v.Code, v.Levels = "c2", map[int]practice.Score{1: {Held: 2, Of: 2}, 2: {Held: 0, Of: 4}}
	require.NoError(t, s.Judged("keys", v, false))
	later := v
	later.At, later.Code = at.Add(time.Hour), "c3"
	require.NoError(t, s.Judged("keys", later, false))
	for want := 1; want <= 4; want++ {
		n, err := s.Hint("keys", "K2", 3)
		require.NoError(t, err)
		assert.Equal(t, min(want, 3), n)
	}
	r, err = practice.Open(root).Challenge("keys")
	require.NoError(t, err)
	want := practice.Record{Attempted: at, Last: &later, Best: []practice.Reached{{Level: 1, At: at, Code: "c2"}}, Hints: map[string]int{"K2": 3}}
	assert.Empty(t, cmp.Diff(want, r), "(-want +got)")
}

func TestUnreadableStateIsMovedAside(t *testing.T) {
	root := t.TempDir()
	path := filepath.Join(root, ".kit/state.json")
	write(t, path, "{ torn")
	_, err := practice.Open(root).Hint("keys", "K1", 3)
	require.NoError(t, err)
	aside, err := filepath.Glob(path + ".unreadable-*")
	require.NoError(t, err)
	require.Len(t, aside, 1)
	assert.Equal(t, "{ torn", read(t, aside[0]))
}

func TestLaterStateIsNotWrittenOver(t *testing.T) {
	root := t.TempDir()
	path := filepath.Join(root, ".kit/state.json")
	later := `{"version":99,"challenges":{}}`
	write(t, path, later)
	_, err := practice.Open(root).Hint("keys", "K1", 3)
	require.ErrorContains(t, err, "later version of the kit")
	assert.Equal(t, later, read(t, path))
}

// A program that is killed at any moment leaves the learner's work whole: in place, or kept.
func TestKilledAtAnyMoment(t *testing.T) {
	if root := os.Getenv("PRACTICE_TEST_ROOT"); root != "" {
		churn(root)
	}
	for i := range 30 {
		mine := fmt.Sprintf("package keys // mine %d\n", i)
		f := project(t, mine)
		cmd := exec.Command(os.Args[0], "-test.run", "^TestKilledAtAnyMoment$")
		cmd.Env = append(os.Environ(), "PRACTICE_TEST_ROOT="+f.Root)
		out, err := cmd.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, cmd.Start())
		_, _ = bufio.NewReader(out).ReadString('\n') // it has begun
		time.AfterFunc(time.Duration(i)*150*time.Microsecond, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait()

		_, err = practice.Open(f.Root).Challenge("keys")
		require.NoError(t, err)
		unreadable, _ := filepath.Glob(filepath.Join(f.Root, ".kit/state.json.*"))
		require.Empty(t, unreadable, "the state is whole")
		whole := read(t, filepath.Join(f.Dir(), "keys.go")) == mine
		kept, _ := filepath.Glob(filepath.Join(f.Root, ".kit/attempts/keys/*[0-9]/keys.go"))
		for _, k := range kept {
			whole = whole || read(t, k) == mine && read(t, filepath.Join(filepath.Dir(k), "store.go")) != ""
		}
		require.True(t, whole, "the learner's file is in place or kept")
	}
}

func churn(root string) {
	f := practice.Folder{Root: root, Name: "keys"}
	s := practice.Open(root)
	fmt.Println("begun")
	for {
		if _, err := s.Hint("keys", "K1", 3); err != nil {
			fmt.Println(err)
			os.Exit(3)
		}
		if _, err := s.Reset(f); err != nil {
			fmt.Println(err)
			os.Exit(3)
		}
		time.Sleep(2 * time.Millisecond) // the next attempt gets a name of its own
	}
}

func TestHints(t *testing.T) {
	text := "# Hints\n\n## K1 one\n\n1. First.\n2. Second,\n   longer.\n3. Last:\n\n   ```go\n   x := 1\n   ```\n\n## K10 ten\n\n1. Other.\n"
	got, err := practice.Hints(text, "K1")
	require.NoError(t, err)
	want := []string{"First.", "Second,\nlonger.", "Last:\n\n```go\nx := 1\n```"}
	assert.Empty(t, cmp.Diff(want, got), "(-want +got)")
	_, err = practice.Hints(text, "K2")
	assert.EqualError(t, err, "HINTS.md has no hints for K2")
}
