//lint:file-ignore SA2001,SA6002 what a lock does is tested, not what it guards

package sync_test

import (
	"testing"
	"testing/synctest"
	"time"

	"example.com/idempotency/harness/interleave"
	"example.com/idempotency/harness/interleave/sync"
)

// Each operation hands control back once, before it does anything.
func TestOperationsArePoints(t *testing.T) {
	type state struct {
		mu, locked  sync.Mutex
		rw, reading sync.RWMutex
		writing     sync.RWMutex
		once        sync.Once
		m           sync.Map
		onceFunc    func()
		wg          sync.WaitGroup
		pool        sync.Pool
	}
	for _, row := range []struct {
		name, why string
		op        func(s *state)
		points    int
	}{
		{"Lock", "free", func(s *state) { s.mu.Lock() }, 1},
		{"TryLock", "free", func(s *state) { s.mu.TryLock() }, 1},
		{"TryLock-locked", "whether or not it succeeds", func(s *state) { s.locked.TryLock() }, 1},
		{"Unlock", "locked", func(s *state) { s.locked.Unlock() }, 1},
		{"RW.Lock", "free", func(s *state) { s.rw.Lock() }, 1},
		{"RW.TryLock", "free", func(s *state) { s.rw.TryLock() }, 1},
		{"RW.Unlock", "locked for writing", func(s *state) { s.writing.Unlock() }, 1},
		{"RLock", "free", func(s *state) { s.rw.RLock() }, 1},
		{"TryRLock", "free", func(s *state) { s.rw.TryRLock() }, 1},
		{"RUnlock", "locked for reading", func(s *state) { s.reading.RUnlock() }, 1},
		{"RLocker", "each of its two methods", func(s *state) { l := s.rw.RLocker(); l.Lock(); l.Unlock() }, 2},
		{"Do", "before the look, and the lock taken and given up", func(s *state) { s.once.Do(func() {}) }, 3},
		{"Do-done", "done before: one look", func(s *state) { s.once.Do(func() {}); s.once.Do(func() {}) }, 4},
		{"OnceFunc", "as Do", func(s *state) { s.onceFunc() }, 3},
		{"Load", "each operation of a Map", func(s *state) { s.m.Load(1) }, 1},
		{"Store", "each operation of a Map", func(s *state) { s.m.Store(1, 1) }, 1},
		{"Clear", "each operation of a Map", func(s *state) { s.m.Clear() }, 1},
		{"LoadOrStore", "each operation of a Map", func(s *state) { s.m.LoadOrStore(1, 1) }, 1},
		{"LoadAndDelete", "each operation of a Map", func(s *state) { s.m.LoadAndDelete(1) }, 1},
		{"Delete", "each operation of a Map", func(s *state) { s.m.Delete(1) }, 1},
		{"Swap", "each operation of a Map", func(s *state) { s.m.Swap(1, 1) }, 1},
		{"CompareAndSwap", "each operation of a Map", func(s *state) { s.m.CompareAndSwap(1, 1, 1) }, 1},
		{"CompareAndDelete", "each operation of a Map", func(s *state) { s.m.CompareAndDelete(1, 1) }, 1},
		{"Range", "each operation of a Map", func(s *state) { s.m.Range(func(any, any) bool { return true }) }, 1},
		{"WaitGroup", "nobody sees it but by waiting", func(s *state) { s.wg.Add(1); s.wg.Done(); s.wg.Wait() }, 0},
		{"Pool", "has no order to tell", func(s *state) { s.pool.Put(1); s.pool.Get() }, 0},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := &state{onceFunc: sync.OnceFunc(func() {})}
			s.locked.Lock()
			s.reading.RLock()
			s.writing.Lock()
			// A second task, which waits for its turn, keeps the first from being alone.
			choices, o := drive(t, interleave.Config{}, func() { row.op(s) }, func() {})
			finished(t, o)
			if got := len(choices) - 2; got != row.points {
				t.Errorf("scheduling points = %d, want %d", got, row.points)
			}
		})
	}
}

// Who waits for a lock is durably blocked: virtual time passes.
func TestVirtualTimePassesWhileWaiting(t *testing.T) {
	for _, row := range []struct {
		name, why string
		hold      func() (lock, wait func())
	}{
		{"mutex", "a lock held across a slow call", func() (func(), func()) {
			mu := new(sync.Mutex)
			return func() { mu.Lock(); time.Sleep(time.Second); mu.Unlock() }, mu.Lock
		}},
		{"write-read", "a reader waits", func() (func(), func()) {
			mu := new(sync.RWMutex)
			return func() { mu.Lock(); time.Sleep(time.Second); mu.Unlock() }, mu.RLock
		}},
		{"read-write", "a writer waits for readers to leave", func() (func(), func()) {
			mu := new(sync.RWMutex)
			return func() { mu.RLock(); time.Sleep(time.Second); mu.RUnlock() }, mu.Lock
		}},
		{"once", "the second call waits for the first", func() (func(), func()) {
			o := new(sync.Once)
			f := func() { o.Do(func() { time.Sleep(time.Second) }) }
			return f, f
		}},
		{"once-value", "as well", func() (func(), func()) {
			g := sync.OnceValue(func() int { time.Sleep(time.Second); return 1 })
			return func() { g() }, func() { g() }
		}},
		{"cond", "a wait for a signal", func() (func(), func()) {
			c := sync.NewCond(new(sync.Mutex))
			return func() { time.Sleep(time.Second); c.Signal() }, func() { c.L.Lock(); c.Wait(); c.L.Unlock() }
		}},
	} {
		t.Run(row.name, func(t *testing.T) {
			if row.why == "" {
				t.Fatal("no reason")
			}
			var took, driven time.Duration
			timed := func(took *time.Duration) (first, second func()) {
				var start time.Time
				hold, wait := row.hold()
				return func() { start = time.Now(); hold() }, func() {
					time.Sleep(time.Millisecond)
					wait()
					*took = time.Since(start)
				}
			}
			synctest.Test(t, func(*testing.T) {
				hold, waits := timed(&took)
				go hold()
				synctest.Wait()
				waits()
			})
			_, o := drive(t, interleave.Config{}, tasks(timed(&driven))...)
			finished(t, o)
			if took != time.Second || driven != time.Second {
				t.Errorf("waited %v, driven %v, want 1s", took, driven)
			}
		})
	}
}

func tasks(a, b func()) []func() { return []func(){a, b} }

// Outside of bubbles the mirror serves real goroutines: run with -race.
func TestRealGoroutines(t *testing.T) {
	interleave.Shake(true)
	defer interleave.Shake(false)
	const workers, rounds = 8, 200
	var mu sync.Mutex
	var rw sync.RWMutex
	var m sync.Map
	var wg sync.WaitGroup
	inits := 0
	once := sync.OnceValue(func() int { inits++; return inits })
	byMutex, byTry, byRW, seen := 0, 0, 0, 0
	for w := range workers {
		wg.Go(func() {
			for i := range rounds {
				mu.Lock()
				byMutex++
				mu.Unlock()
				if mu.TryLock() {
					byTry++
					mu.Unlock()
				}
				rw.RLock()
				_ = byRW
				rw.RUnlock()
				rw.Lock()
				byRW += once()
				rw.Unlock()
				if _, loaded := m.LoadOrStore(i, w); !loaded {
					mu.Lock()
					seen++
					mu.Unlock()
				}
			}
		})
	}
	wg.Wait()
	if byMutex != workers*rounds || byRW != workers*rounds || seen != rounds || byTry > workers*rounds || inits != 1 {
		t.Errorf("counted %d, %d, %d, %d, %d", byMutex, byRW, seen, byTry, inits)
	}
}
