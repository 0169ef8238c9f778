package runner

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A kit that was killed leaves its scratch folder behind. The next one takes it away, and leaves
// those of kits that run.
func TestScratch(t *testing.T) {
	root := t.TempDir()
	left, err := scratch(root, "run")
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(left, "explore.test"), nil, 0o644))
	long := time.Now().Add(-2 * stale)
	require.NoError(t, os.Chtimes(left, long, long))
	running, err := scratch(root, "run")
	require.NoError(t, err)
	_, err = scratch(root, "matrix")
	require.NoError(t, err)
	assert.NoDirExists(t, left)
	assert.DirExists(t, running)
}
