//lint:file-ignore SA2001 what a lock does is tested, not what it guards

package sync_test

import (
	"fmt"
	gosync "sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/idempotency/harness/interleave/sync"
)

type rwlocker interface {
	sync.Locker
	TryLock() bool
	RLock()
	RUnlock()
	TryRLock() bool
	RLocker() sync.Locker
}

type trylocker interface {
	sync.Locker
	TryLock() bool
}

type mapper interface {
	Load(any) (any, bool)
	Store(any, any)
	Clear()
	LoadOrStore(any, any) (any, bool)
	LoadAndDelete(any) (any, bool)
	Delete(any)
	Swap(any, any) (any, bool)
	CompareAndSwap(any, any, any) bool
	CompareAndDelete(any, any) bool
	Range(func(any, any) bool)
}

// A family is package sync, or what stands in its place.
type family struct {
	mutex     func() (m, copied trylocker) // copied is a copy of m, taken while m was locked; m is not
	rwmutex   func() rwlocker
	once      func() interface{ Do(func()) }
	smap      func() mapper
	onceFunc  func(func()) func()
	onceValue func(func() int) func() int
	onceTwo   func(func() (int, error)) func() (int, error)
}

func copied[T any](p *T) *T {
	c := *p
	return &c
}

var standard = family{
	func() (trylocker, trylocker) { var m gosync.Mutex; m.Lock(); c := copied(&m); m.Unlock(); return &m, c },
	func() rwlocker { return new(gosync.RWMutex) },
	func() interface{ Do(func()) } { return new(gosync.Once) },
	func() mapper { return new(gosync.Map) },
	gosync.OnceFunc, gosync.OnceValue[int], gosync.OnceValues[int, error],
}

var mirror = family{
	func() (trylocker, trylocker) { var m sync.Mutex; m.Lock(); c := copied(&m); m.Unlock(); return &m, c },
	func() rwlocker { return new(sync.RWMutex) },
	func() interface{ Do(func()) } { return new(sync.Once) },
	func() mapper { return new(sync.Map) },
	sync.OnceFunc, sync.OnceValue[int], sync.OnceValues[int, error],
}

var behaviours = []struct {
	name, why string
	do        func(f family) []any
}{
	{"mutex", "TryLock tells the state, unlocked again it is free", func(f family) []any {
		m, _ := f.mutex()
		a := m.TryLock()
		b := m.TryLock()
		m.Unlock()
		m.Lock()
		c := m.TryLock()
		m.Unlock()
		return []any{a, b, c}
	}},
	{"mutex-copied", "a copy has the state of its time and a life of its own", func(f family) []any {
		m, c := f.mutex()
		a, b := m.TryLock(), c.TryLock()
		c.Unlock()
		return []any{a, b, c.TryLock(), m.TryLock()}
	}},
	{"rwmutex-readers", "many read, nobody writes meanwhile", func(f family) []any {
		m := f.rwmutex()
		m.RLock()
		out := []any{m.TryRLock(), m.TryLock()}
		m.RUnlock()
		out = append(out, m.TryLock())
		m.RUnlock()
		return append(out, m.TryLock(), m.TryRLock())
	}},
	{"rwmutex-writer", "one writes alone", func(f family) []any {
		m := f.rwmutex()
		m.Lock()
		out := []any{m.TryLock(), m.TryRLock()}
		m.Unlock()
		return append(out, m.TryRLock(), m.TryLock())
	}},
	{"rlocker", "a Locker that reads, two of them the same lock", func(f family) []any {
		m := f.rwmutex()
		m.RLocker().Lock()
		out := []any{m.TryLock(), m.TryRLock(), m.RLocker() == m.RLocker()}
		m.RLocker().Unlock()
		m.RUnlock()
		return append(out, m.TryLock())
	}},
	{"once", "the first call only, whatever it is given", func(f family) []any {
		o, n := f.once(), 0
		o.Do(func() { n++ })
		o.Do(func() { n += 10 })
		return []any{n}
	}},
	{"once-panic", "a panic counts as done", func(f family) []any {
		o, n := f.once(), 0
		p := caught(func() { o.Do(func() { n++; panic("boom") }) })
		q := caught(func() { o.Do(func() { n += 10 }) })
		return []any{n, p, q}
	}},
	{"once-func-panic", "panics each time with the same value, called once", func(f family) []any {
		n := 0
		g := f.onceFunc(func() { n++; panic(fmt.Sprint("boom", n)) })
		return []any{caught(g), caught(g), n}
	}},
	{"once-func-nil-panic", "panic(nil) is a panic", func(f family) []any {
		g := f.onceFunc(func() { panic(nil) })
		return []any{caught(g), caught(g)}
	}},
	{"once-func-nil", "no function: a panic when called, not when made", func(f family) []any {
		g := f.onceFunc(nil)
		return []any{caught(g) != "no panic", caught(g) != "no panic"}
	}},
	{"once-value", "the value each time", func(f family) []any {
		n := 0
		g := f.onceValue(func() int { n++; return n })
		return []any{g(), g(), n}
	}},
	{"once-values", "both values, an error too", func(f family) []any {
		n := 0
		g := f.onceTwo(func() (int, error) { n++; return n, fmt.Errorf("e%d", n) })
		a, e := g()
		b, d := g()
		return []any{a, b, e, d}
	}},
	{"once-values-panic", "a panic, not zero values", func(f family) []any {
		g := f.onceTwo(func() (int, error) { panic("boom") })
		p := caught(func() { _, _ = g() })
		return []any{p, caught(func() { _, _ = g() })}
	}},
	{"map", "each operation's results", func(f family) []any {
		m := f.smap()
		out := []any{pair(m.Load("k")), pair(m.LoadAndDelete("k")), pair(m.LoadOrStore("k", 1)), pair(m.LoadOrStore("k", 2))}
		out = append(out, pair(m.Swap("k", 3)), pair(m.Swap("l", nil)), pair(m.Load("l")))
		out = append(out, m.CompareAndSwap("k", 2, 9), m.CompareAndSwap("k", 3, 4), m.CompareAndSwap("none", nil, 1))
		out = append(out, m.CompareAndDelete("k", 3), m.CompareAndDelete("k", 4), m.CompareAndDelete("k", 4), pair(m.Load("k")))
		m.Store("k", 5)
		out = append(out, pair(m.LoadAndDelete("k")))
		m.Delete("k")
		m.Clear()
		return append(out, pair(m.Load("l")))
	}},
	{"map-range", "stops when told to; may change the map", func(f family) []any {
		m := f.smap()
		for i := range 5 {
			m.Store(i, i)
		}
		n, sum := 0, 0
		m.Range(func(any, any) bool { n++; return n < 3 })
		m.Range(func(k, v any) bool { sum += v.(int); m.Delete(k); return true })
		left := 0
		m.Range(func(any, any) bool { left++; return true })
		return []any{n, sum, left}
	}},
	{"map-key", "a key that cannot be compared panics", func(f family) []any {
		m := f.smap()
		return []any{caught(func() { m.Store([]int{1}, 1) }), caught(func() { m.CompareAndSwap("k", []int{1}, 1) })}
	}},
}

func pair(v any, ok bool) string { return fmt.Sprint(v, ok) }

// The mirror does what package sync does, wherever it runs.
func TestBehavesAsSync(t *testing.T) {
	for _, b := range behaviours {
		if b.why == "" {
			t.Fatalf("%s has no reason", b.name)
		}
		want := fmt.Sprint(b.do(standard)...)
		for _, m := range modes {
			t.Run(b.name+"/"+m.name, func(t *testing.T) {
				got := ""
				m.run(t, func() { got = fmt.Sprint(b.do(mirror)...) })
				if got != want {
					t.Errorf("(-sync +mirror):\n%s", cmp.Diff(want, got))
				}
			})
		}
	}
}

// What ends the process in package sync panics here, with its text.
func TestMisusePanics(t *testing.T) {
	for _, row := range []struct {
		why, want string
		f         func()
	}{
		{"Unlock of what was never locked", "fatal error: sync: unlock of unlocked mutex", func() { new(sync.Mutex).Unlock() }},
		{"Unlock twice", "fatal error: sync: unlock of unlocked mutex", func() { var m sync.Mutex; m.Lock(); m.Unlock(); m.Unlock() }},
		{"RUnlock of what was never locked", "fatal error: sync: RUnlock of unlocked RWMutex", func() { new(sync.RWMutex).RUnlock() }},
		{"RUnlock of what is locked for writing", "fatal error: sync: RUnlock of unlocked RWMutex", func() { var m sync.RWMutex; m.Lock(); m.RUnlock() }},
		{"Unlock of what was never locked for writing", "fatal error: sync: Unlock of unlocked RWMutex", func() { new(sync.RWMutex).Unlock() }},
		{"Unlock of what is locked for reading", "fatal error: sync: Unlock of unlocked RWMutex", func() { var m sync.RWMutex; m.RLock(); m.Unlock() }},
		{"more Done than Add", "sync: negative WaitGroup counter", func() { new(sync.WaitGroup).Done() }},
		{"after a misuse the lock still works", "no panic", func() {
			var m sync.RWMutex
			caught(m.Unlock)
			caught(m.RUnlock)
			m.Lock()
			m.Unlock()
			m.RLock()
			m.RUnlock()
		}},
	} {
		for _, m := range modes {
			t.Run(row.why+"/"+m.name, func(t *testing.T) {
				got := ""
				m.run(t, func() { got = caught(row.f) })
				if got != row.want {
					t.Errorf("panic = %q, want %q", got, row.want)
				}
			})
		}
	}
}
