// Package slow marks tests that build and run other programs: make check runs them, a plain
// go test does not and says so.
package slow

import (
	"os"
	"testing"
)

// Env is set by make check.
const Env = "KIT_CHECK"

// Test skips t unless make check runs.
func Test(t testing.TB) {
	t.Helper()
	if os.Getenv(Env) == "" {
		t.Skipf("make check runs it (or %s=1 go test)", Env)
	}
}
