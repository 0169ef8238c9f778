package sync

import (
	"sync/atomic"

	"example.com/idempotency/harness/interleave"
)

// Once is an object that performs exactly one action. The zero value has not yet performed it.
type Once struct {
	done atomic.Bool
	m    Mutex
}

// Do calls f if, and only if, Do is called for the first time on o. When f panics, Do regards it
// as returned.
func (o *Once) Do(f func()) {
	interleave.Point("Do")
	if o.done.Load() {
		return
	}
	o.m.Lock()
	defer o.m.Unlock()
	if !o.done.Load() {
		defer o.done.Store(true)
		f()
	}
}

// OnceFunc returns a function that calls f only once. When f panics, every call panics with the
// same value.
func OnceFunc(f func()) func() {
	g := OnceValue(func() struct{} { f(); return struct{}{} })
	return func() { g() }
}

// OnceValue returns a function that calls f only once and returns its value. When f panics, every
// call panics with the same value.
func OnceValue[T any](f func() T) func() T {
	g := OnceValues(func() (T, struct{}) { return f(), struct{}{} })
	return func() T { v, _ := g(); return v }
}

// OnceValues returns a function that calls f only once and returns its values. When f panics,
// every call panics with the same value.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	var (
		once  Once
		valid bool
		p     any
		r1    T1
		r2    T2
	)
	g := func() {
		defer func() {
			f = nil
			p = recover()
			if p != nil {
				panic(p) // the first call shows the stack of f
			} // nil also where f ended its goroutine, as the end of a schedule does
		}()
		r1, r2 = f()
		valid = true
	}
	return func() (T1, T2) {
		once.Do(g)
		if !valid {
			panic(p)
		}
		return r1, r2
	}
}
