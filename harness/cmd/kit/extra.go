package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"example.com/idempotency/harness/runner"
)

// An extraFlag adds an interviewer's own scenarios, which no candidate has seen, to a suite.
type extraFlag struct {
	Extra string `help:"A folder with scenarios that are added to the suite's own (challenges/INTERVIEW.md)."`
}

// folder is where the scenarios are; empty: there are none.
func (e extraFlag) folder() (string, error) {
	if e.Extra == "" {
		return "", nil
	}
	dir, err := filepath.Abs(e.Extra)
	if err != nil {
		return "", err
	}
	st, err := os.Stat(dir)
	switch {
	case err != nil:
		return "", fmt.Errorf("EXTRA=%s: there is no such folder", e.Extra)
	case !st.IsDir():
		return "", fmt.Errorf("EXTRA=%s: is not a folder: name the one that the Go file is in", e.Extra)
	case !holdsGo(dir):
		return "", fmt.Errorf("EXTRA=%s: no Go files in it: challenges/INTERVIEW.md shows what to write", e.Extra)
	}
	return dir, nil
}

// inExtra says where the fault is, when it is with the scenarios that were added.
func inExtra(j runner.Job, err error) error {
	if !errors.Is(err, runner.ErrExtra) {
		return err
	}
	return fmt.Errorf("EXTRA=%s: %s", j.Extra, strings.TrimPrefix(err.Error(), runner.ErrExtra.Error()+": "))
}
