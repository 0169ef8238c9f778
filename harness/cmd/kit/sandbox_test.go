package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// sandbox copies the module as a learner gets it: with the stubs, whatever stands in challenges now,
// and without any state. Its place is always the same, so that the go command can cache what it
// builds there.
func sandbox(t *testing.T) string {
	from, err := filepath.Abs("../../..")
	require.NoError(t, err)
	to := filepath.Join(from, ".kit", "tmp", "sandbox")
	require.NoError(t, os.RemoveAll(to))
	t.Cleanup(func() { os.RemoveAll(to) })
	require.NoError(t, filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(from, path)
		switch {
		case err != nil:
			return err
		case d.IsDir() && (rel == ".git" || rel == ".kit"):
			return filepath.SkipDir
		case d.IsDir():
			return os.MkdirAll(filepath.Join(to, rel), 0o755)
		}
		return copyFile(path, filepath.Join(to, rel))
	}))
	stubs, err := filepath.Glob(filepath.Join(to, "challenges", "*", "*test", "testdata", "stub", "*.go"))
	require.NoError(t, err)
	require.NotEmpty(t, stubs)
	for _, s := range stubs {
		dir := filepath.Dir(filepath.Dir(filepath.Dir(filepath.Dir(s))))
		require.NoError(t, copyFile(s, filepath.Join(dir, filepath.Base(s))))
	}
	return to
}

func copyFile(from, to string) error {
	b, err := os.ReadFile(from)
	if err != nil || strings.HasSuffix(from, "~") {
		return err
	}
	return os.WriteFile(to, b, 0o644)
}
