package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/mock"
)

// What is finished is summed up, what is running is not yet, and what can not be read is named.
func TestProgress(t *testing.T) {
	k, f, out := begun(t)
	require.NoError(t, (&progressCmd{}).Run(k))
	assert.Equal(t, "No mock interview is finished yet: make mock C=keys starts one.\n", out.String())

	now := time.Now()
	_, err := f.Append(
		mock.Event{At: now, Kind: mock.Ended, Text: mock.EndEarly},
		mock.Event{At: now, Kind: mock.LastJudged, Run: &mock.Run{Promises: map[string]judge.Verdict{"K1": judge.Broken}}},
	)
	require.NoError(t, err)
	torn := filepath.Join(k.root, ".kit", "mocks", "users", "20260102T030405.000", "session.json")
	require.NoError(t, os.MkdirAll(filepath.Dir(torn), 0o755))
	require.NoError(t, os.WriteFile(torn, []byte("{ torn"), 0o644))
	out.Reset()
	require.NoError(t, (&progressCmd{}).Run(k))
	assert.Contains(t, out.String(), "left out: "+torn+" is not readable")
	assert.Contains(t, out.String(), "Not held: K1 happy-path (once). For a hint: make hint P=K1\n")
	assert.Contains(t, out.String(), "The page: .kit/progress.html\n")
	assert.FileExists(t, filepath.Join(k.root, ".kit", "progress.html"))

	require.ErrorContains(t, (&progressCmd{Out: filepath.Join(torn, "page.html")}).Run(k), "OUT="+torn)
}
