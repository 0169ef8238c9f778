package sync_test

import (
	"testing"

	"example.com/idempotency/harness/interleave"
	"example.com/idempotency/harness/interleave/sync"
)

// A lock may be a variable of the package, and outlive the run in which its holder was ended. The
// next run finds it free, as a new process would.
func TestLocksOutliveRuns(t *testing.T) {
	var mu sync.Mutex
	var rw sync.RWMutex
	var once sync.Once
	spin := func() {
		for {
			interleave.Point("x")
		}
	}
	for _, row := range []struct {
		name         string
		holder, next func()
	}{
		{"mutex", func() { mu.Lock(); spin() }, func() { mu.Lock(); defer mu.Unlock() }},
		{"write", func() { rw.Lock(); spin() }, func() { rw.Lock(); defer rw.Unlock() }},
		{"read", func() { rw.RLock(); spin() }, func() { rw.Lock(); defer rw.Unlock() }},
		{"read-after-write", func() { rw.Lock(); spin() }, func() { rw.RLock(); defer rw.RUnlock() }},
		{"once", func() { once.Do(spin) }, func() { once.Do(func() {}) }},
	} {
		t.Run(row.name, func(t *testing.T) {
			if _, o := drive(t, interleave.Config{Busy: 2000}, row.holder, row.next, row.next); o == interleave.Finished {
				t.Fatal("the first run came to its end")
			}
			_, o := drive(t, interleave.Config{}, row.next, row.next)
			finished(t, o)
		})
	}
}

// Runs that go on side by side keep their locks apart from each other's, and each keeps its own.
func TestRunsSideBySide(t *testing.T) {
	for range 4 {
		t.Run("run", func(t *testing.T) {
			t.Parallel()
			for range 50 {
				var mu sync.Mutex
				n := 0
				add := func() { mu.Lock(); n++; mu.Unlock() }
				_, o := drive(t, interleave.Config{}, add, add, add)
				finished(t, o)
				if n != 3 {
					t.Fatalf("n = %d, want 3", n)
				}
			}
		})
	}
}
