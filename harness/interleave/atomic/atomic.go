package atomic

import (
	"sync/atomic"

	"example.com/idempotency/harness/interleave"
)

// Bool is an atomic boolean. The zero value is false.
type Bool struct{ v atomic.Bool }

// Load atomically loads and returns the value.
func (x *Bool) Load() bool { interleave.Point("Load"); return x.v.Load() }

// Store atomically stores val.
func (x *Bool) Store(val bool) { interleave.Point("Store"); x.v.Store(val) }

// Swap atomically stores new and returns the previous value.
func (x *Bool) Swap(new bool) (old bool) { interleave.Point("Swap"); return x.v.Swap(new) }

// CompareAndSwap executes the compare-and-swap operation.
func (x *Bool) CompareAndSwap(old, new bool) (swapped bool) {
	interleave.Point("CompareAndSwap")
	return x.v.CompareAndSwap(old, new)
}

// Pointer is an atomic pointer of type *T. The zero value is nil.
type Pointer[T any] struct{ v atomic.Pointer[T] }

// Load atomically loads and returns the value.
func (x *Pointer[T]) Load() *T { interleave.Point("Load"); return x.v.Load() }

// Store atomically stores val.
func (x *Pointer[T]) Store(val *T) { interleave.Point("Store"); x.v.Store(val) }

// Swap atomically stores new and returns the previous value.
func (x *Pointer[T]) Swap(new *T) (old *T) { interleave.Point("Swap"); return x.v.Swap(new) }

// CompareAndSwap executes the compare-and-swap operation.
func (x *Pointer[T]) CompareAndSwap(old, new *T) (swapped bool) {
	interleave.Point("CompareAndSwap")
	return x.v.CompareAndSwap(old, new)
}

// Value is an atomic value of one type. The zero value holds nil.
type Value struct{ v atomic.Value }

// Load returns the value set by the most recent Store.
func (v *Value) Load() (val any) { interleave.Point("Load"); return v.v.Load() }

// Store sets the value to val.
func (v *Value) Store(val any) { interleave.Point("Store"); v.v.Store(val) }

// Swap stores new and returns the previous value.
func (v *Value) Swap(new any) (old any) { interleave.Point("Swap"); return v.v.Swap(new) }

// CompareAndSwap executes the compare-and-swap operation.
func (v *Value) CompareAndSwap(old, new any) (swapped bool) {
	interleave.Point("CompareAndSwap")
	return v.v.CompareAndSwap(old, new)
}
