package practice

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

const stamp = "20060102T150405.000"

// A Folder is the folder of a challenge, in which a learner works.
type Folder struct {
	Root string // of the module
	Name string // of the challenge
}

// Dir is the folder's path.
func (f Folder) Dir() string { return filepath.Join(f.Root, "challenges", f.Name) }

// StubDir is where the stub is kept as it was shipped.
func (f Folder) StubDir() string { return filepath.Join(f.Dir(), f.Name+"test", "testdata", "stub") }

// Code lists the learner's Go files: all of the folder's and its sub-folders' but tests and the suite.
// Paths are relative to Dir.
func (f Folder) Code() ([]string, error) { return code(f.Dir(), f.Name+"test") }

// Stub lists the stub's files, relative to the folder in which they are kept.
func (f Folder) Stub() ([]string, error) {
	files, err := code(f.StubDir(), "")
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("no stub is kept in %s", f.StubDir())
	}
	return files, err
}

func code(dir, suite string) (out []string, err error) {
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if path != dir && (name == suite || name == "testdata" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")) {
				return filepath.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") && !strings.HasPrefix(name, ".") {
			rel, err := filepath.Rel(dir, path)
			out = append(out, rel)
			return err
		}
		return nil
	})
	slices.Sort(out)
	return out, err
}

// Digest identifies the learner's code as it is now.
func (f Folder) Digest() (string, error) {
	files, err := f.Code()
	if err != nil {
		return "", err
	}
	return digest(f.Dir(), files)
}

// StubDigest is the Digest of the stub.
func (f Folder) StubDigest() (string, error) {
	if _, err := f.Stub(); err != nil {
		return "", err
	}
	return CodeDigest(f.StubDir())
}

// SuiteDigest identifies what judges: the suite and the harness.
func (f Folder) SuiteDigest() (string, error) {
	var files []string
	for _, dir := range []string{filepath.Join("challenges", f.Name, f.Name+"test"), "harness"} {
		more, err := code(filepath.Join(f.Root, dir), "")
		if err != nil {
			return "", err
		}
		for _, m := range more {
			files = append(files, filepath.Join(dir, m))
		}
	}
	return digest(f.Root, files)
}

// Digest identifies the Go files of a folder, without tests and sub-folders.
func Digest(dir string) (string, error) {
	all, err := code(dir, "")
	if err != nil {
		return "", err
	}
	return digest(dir, slices.DeleteFunc(all, func(rel string) bool { return filepath.Dir(rel) != "." }))
}

func digest(dir string, files []string) (string, error) {
	h := sha256.New()
	for _, rel := range files {
		b, err := os.ReadFile(filepath.Join(dir, rel))
		if err != nil {
			return "", err
		}
		fmt.Fprintf(h, "%q %d\n", filepath.ToSlash(rel), len(b))
		h.Write(b)
	}
	return hex.EncodeToString(h.Sum(nil))[:16], nil
}

// Keep copies the learner's code, tests included, to a folder of its own and returns that. The
// copy is there whole or not at all.
func (s *Store) Keep(f Folder) (dir string, err error) {
	files, err := f.Code()
	if err != nil {
		return "", err
	}
	tests, err := filepath.Glob(filepath.Join(f.Dir(), "*_test.go"))
	if err != nil {
		return "", err
	}
	for _, t := range tests {
		files = append(files, filepath.Base(t))
	}
	dir = filepath.Join(s.dir, "attempts", f.Name, s.now().UTC().Format(stamp))
	if err := f.copyTo(dir+".part", files); err != nil {
		return "", err
	}
	if err := os.Rename(dir+".part", dir); err != nil {
		return "", fmt.Errorf("keep the attempt: %w", err)
	}
	return dir, nil
}

func (f Folder) copyTo(dir string, files []string) error {
	for _, rel := range files {
		if err := copyFile(filepath.Join(f.Dir(), rel), filepath.Join(dir, rel)); err != nil {
			return fmt.Errorf("keep the attempt: %w", err)
		}
	}
	return nil
}

// Freeze copies the learner's code into a folder below dir that has the code's digest as its name,
// and returns the digest. The copy is there whole or not at all, and never changes.
func (f Folder) Freeze(dir string) (digest string, err error) {
	files, err := f.Code()
	if err != nil {
		return "", err
	}
	if len(files) == 0 {
		return "", fmt.Errorf("no Go files in challenges/%s", f.Name)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	part, err := os.MkdirTemp(dir, ".part-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(part)
	if err := f.copyTo(part, files); err != nil {
		return "", err
	}
	if digest, err = CodeDigest(part); err != nil {
		return "", err
	}
	to := filepath.Join(dir, digest)
	if err := os.Rename(part, to); err != nil {
		if _, there := os.Stat(to); there != nil { // it is not kept already
			return "", err
		}
	}
	return digest, os.Chmod(to, 0o755)
}

// Changed is when the learner's code was last written to.
func (f Folder) Changed() (last time.Time, err error) {
	files, err := f.Code()
	for _, rel := range files {
		st, err := os.Stat(filepath.Join(f.Dir(), rel))
		if err != nil {
			return last, err
		}
		if st.ModTime().After(last) {
			last = st.ModTime()
		}
	}
	return last, err
}

// CodeIn lists the Go files of code in any folder, as Code does.
func CodeIn(dir string) ([]string, error) { return code(dir, "") }

// CodeDigest is the Digest that a challenge's folder has with the code in dir.
func CodeDigest(dir string) (string, error) {
	files, err := CodeIn(dir)
	if err != nil {
		return "", err
	}
	return digest(dir, files)
}

func copyFile(from, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer src.Close()
	b, err := io.ReadAll(src)
	if err != nil {
		return err
	}
	return WriteFile(to, b)
}

// Reset puts the stub in place of the learner's code, which is kept first; kept is where. When it is
// interrupted, the code is in its place or kept, or both.
func (s *Store) Reset(f Folder) (kept string, err error) {
	stub, err := f.Stub()
	if err != nil {
		return "", err
	}
	old, err := f.Code()
	if err != nil {
		return "", err
	}
	if kept, err = s.Keep(f); err != nil {
		return "", err
	}
	for _, rel := range stub {
		if err := copyFile(filepath.Join(f.StubDir(), rel), filepath.Join(f.Dir(), rel)); err != nil {
			return kept, fmt.Errorf("lay the stub: %w", err)
		}
	}
	for _, rel := range old {
		if slices.Contains(stub, rel) {
			continue
		}
		if err := os.Remove(filepath.Join(f.Dir(), rel)); err != nil {
			return kept, fmt.Errorf("lay the stub: %w", err)
		}
	}
	return kept, nil
}
