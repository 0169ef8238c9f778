// Package atomic stands in place of the standard package sync/atomic in rewritten code: the same
// API and behaviour, with a scheduling point of package interleave before each operation.
package atomic

import (
	"sync/atomic"

	"example.com/idempotency/harness/interleave"
)

// Int32 is an atomic int32. The zero value is zero.
type Int32 struct{ v atomic.Int32 }

// Load atomically loads and returns the value.
func (x *Int32) Load() int32 { interleave.Point("Load"); return x.v.Load() }

// Store atomically stores val.
func (x *Int32) Store(val int32) { interleave.Point("Store"); x.v.Store(val) }

// Swap atomically stores new and returns the previous value.
func (x *Int32) Swap(new int32) (old int32) { interleave.Point("Swap"); return x.v.Swap(new) }

// CompareAndSwap executes the compare-and-swap operation.
func (x *Int32) CompareAndSwap(old, new int32) (swapped bool) {
	interleave.Point("CompareAndSwap")
	return x.v.CompareAndSwap(old, new)
}

// Add atomically adds delta and returns the new value.
func (x *Int32) Add(delta int32) (new int32) { interleave.Point("Add"); return x.v.Add(delta) }

// And atomically performs a bitwise AND with mask and returns the old value.
func (x *Int32) And(mask int32) (old int32) { interleave.Point("And"); return x.v.And(mask) }

// Or atomically performs a bitwise OR with mask and returns the old value.
func (x *Int32) Or(mask int32) (old int32) { interleave.Point("Or"); return x.v.Or(mask) }

// Int64 is an atomic int64. The zero value is zero.
type Int64 struct{ v atomic.Int64 }

// Load atomically loads and returns the value.
func (x *Int64) Load() int64 { interleave.Point("Load"); return x.v.Load() }

// Store atomically stores val.
func (x *Int64) Store(val int64) { interleave.Point("Store"); x.v.Store(val) }

// Swap atomically stores new and returns the previous value.
func (x *Int64) Swap(new int64) (old int64) { interleave.Point("Swap"); return x.v.Swap(new) }

// CompareAndSwap executes the compare-and-swap operation.
func (x *Int64) CompareAndSwap(old, new int64) (swapped bool) {
	interleave.Point("CompareAndSwap")
	return x.v.CompareAndSwap(old, new)
}

// Add atomically adds delta and returns the new value.
func (x *Int64) Add(delta int64) (new int64) { interleave.Point("Add"); return x.v.Add(delta) }

// And atomically performs a bitwise AND with mask and returns the old value.
func (x *Int64) And(mask int64) (old int64) { interleave.Point("And"); return x.v.And(mask) }

// Or atomically performs a bitwise OR with mask and returns the old value.
func (x *Int64) Or(mask int64) (old int64) { interleave.Point("Or"); return x.v.Or(mask) }

// Uint32 is an atomic uint32. The zero value is zero.
type Uint32 struct{ v atomic.Uint32 }

// Load atomically loads and returns the value.
func (x *Uint32) Load() uint32 { interleave.Point("Load"); return x.v.Load() }

// Store atomically stores val.
func (x *Uint32) Store(val uint32) { interleave.Point("Store"); x.v.Store(val) }

// Swap atomically stores new and returns the previous value.
func (x *Uint32) Swap(new uint32) (old uint32) { interleave.Point("Swap"); return x.v.Swap(new) }

// CompareAndSwap executes the compare-and-swap operation.
func (x *Uint32) CompareAndSwap(old, new uint32) (swapped bool) {
	interleave.Point("CompareAndSwap")
	return x.v.CompareAndSwap(old, new)
}

// Add atomically adds delta and returns the new value.
func (x *Uint32) Add(delta uint32) (new uint32) { interleave.Point("Add"); return x.v.Add(delta) }

// And atomically performs a bitwise AND with mask and returns the old value.
func (x *Uint32) And(mask uint32) (old uint32) { interleave.Point("And"); return x.v.And(mask) }

// Or atomically performs a bitwise OR with mask and returns the old value.
func (x *Uint32) Or(mask uint32) (old uint32) { interleave.Point("Or"); return x.v.Or(mask) }

// Uint64 is an atomic uint64. The zero value is zero.
type Uint64 struct{ v atomic.Uint64 }

// Load atomically loads and returns the value.
func (x *Uint64) Load() uint64 { interleave.Point("Load"); return x.v.Load() }

// Store atomically stores val.
func (x *Uint64) Store(val uint64) { interleave.Point("Store"); x.v.Store(val) }

// Swap atomically stores new and returns the previous value.
func (x *Uint64) Swap(new uint64) (old uint64) { interleave.Point("Swap"); return x.v.Swap(new) }

// CompareAndSwap executes the compare-and-swap operation.
func (x *Uint64) CompareAndSwap(old, new uint64) (swapped bool) {
	interleave.Point("CompareAndSwap")
	return x.v.CompareAndSwap(old, new)
}

// Add atomically adds delta and returns the new value.
func (x *Uint64) Add(delta uint64) (new uint64) { interleave.Point("Add"); return x.v.Add(delta) }

// And atomically performs a bitwise AND with mask and returns the old value.
func (x *Uint64) And(mask uint64) (old uint64) { interleave.Point("And"); return x.v.And(mask) }

// Or atomically performs a bitwise OR with mask and returns the old value.
func (x *Uint64) Or(mask uint64) (old uint64) { interleave.Point("Or"); return x.v.Or(mask) }

// Uintptr is an atomic uintptr. The zero value is zero.
type Uintptr struct{ v atomic.Uintptr }

// Load atomically loads and returns the value.
func (x *Uintptr) Load() uintptr { interleave.Point("Load"); return x.v.Load() }

// Store atomically stores val.
func (x *Uintptr) Store(val uintptr) { interleave.Point("Store"); x.v.Store(val) }

// Swap atomically stores new and returns the previous value.
func (x *Uintptr) Swap(new uintptr) (old uintptr) { interleave.Point("Swap"); return x.v.Swap(new) }

// CompareAndSwap executes the compare-and-swap operation.
func (x *Uintptr) CompareAndSwap(old, new uintptr) (swapped bool) {
	interleave.Point("CompareAndSwap")
	return x.v.CompareAndSwap(old, new)
}

// Add atomically adds delta and returns the new value.
func (x *Uintptr) Add(delta uintptr) (new uintptr) { interleave.Point("Add"); return x.v.Add(delta) }

// And atomically performs a bitwise AND with mask and returns the old value.
func (x *Uintptr) And(mask uintptr) (old uintptr) { interleave.Point("And"); return x.v.And(mask) }

// Or atomically performs a bitwise OR with mask and returns the old value.
func (x *Uintptr) Or(mask uintptr) (old uintptr) { interleave.Point("Or"); return x.v.Or(mask) }
