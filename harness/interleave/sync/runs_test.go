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
	run := func(t *testing.T, cfg interleave.Config, tasks ...func()) interleave.Outcome {
		defer interleave.Attach(func(string, any, []byte) {})()
		_, o := drive(t, cfg, tasks...)
		return o
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
			if o := run(t, interleave.Config{Busy: 2000}, row.holder, row.next, row.next); o == interleave.Finished {
				t.Fatalf("the first run came to its end")
			}
			finished(t, run(t, interleave.Config{}, row.next, row.next))
		})
	}
}
