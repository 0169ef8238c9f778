package runner

import (
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// stale is the age at which a scratch folder is nobody's any more: the kit that made it was killed.
const stale = 24 * time.Hour

// scratch makes a folder for what the kit builds, whose name begins with kind. The caller removes it.
func scratch(root, kind string) (string, error) {
	all := filepath.Join(root, ".kit", "tmp")
	if os.MkdirAll(all, 0o755) != nil {
		all = os.TempDir()
	} else {
		sweep(all)
	}
	dir, err := os.MkdirTemp(all, kind+"-")
	if err != nil {
		return "", fmt.Errorf("%w: make a scratch folder: %v", ErrKit, err)
	}
	return dir, nil
}

// sweep removes the scratch folders that are stale.
func sweep(all string) {
	dirs, _ := filepath.Glob(filepath.Join(all, "*-*"))
	for _, d := range dirs {
		if st, err := os.Stat(d); err == nil && time.Since(st.ModTime()) > stale {
			_ = os.RemoveAll(d)
		}
	}
}
