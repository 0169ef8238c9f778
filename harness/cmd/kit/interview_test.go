package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Each challenge that is there gets its two pages; one that is not, or a place that is none, a line.
func TestInterview(t *testing.T) {
	root, err := findRoot()
	require.NoError(t, err)
	run := func(args ...string) (string, int) {
		var out bytes.Buffer
		code := runIn(context.Background(), root, append([]string{"interview"}, args...), &screen{Writer: &out})
		return out.String(), code
	}
	for _, ch := range (&kit{root: root}).ready() {
		dir := filepath.Join(t.TempDir(), "new", ch.Name)
		out, code := run("-c", ch.Name, "-o", dir)
		require.Equal(t, 0, code, ch.Name)
		assert.Equal(t, "The candidate's page: "+filepath.Join(dir, "candidate.html")+"\nYours:                "+filepath.Join(dir, "interviewer.html")+"\n", out)
		for _, f := range []string{"candidate.html", "interviewer.html"} {
			assert.FileExists(t, filepath.Join(dir, f))
		}
	}
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o644))
	for _, args := range [][]string{{}, {"-c", "none"}, {"-c", "keys", "-o", file}} {
		_, code := run(args...)
		assert.Equal(t, 2, code, args)
	}
}
