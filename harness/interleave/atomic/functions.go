package atomic

import (
	"sync/atomic"
	"unsafe"

	"example.com/idempotency/harness/interleave"
)

// LoadInt32 is the standard LoadInt32.
func LoadInt32(addr *int32) (val int32) {
	interleave.Point("Load")
	return atomic.LoadInt32(addr)
}

// StoreInt32 is the standard StoreInt32.
func StoreInt32(addr *int32, val int32) {
	interleave.Point("Store")
	atomic.StoreInt32(addr, val)
}

// SwapInt32 is the standard SwapInt32.
func SwapInt32(addr *int32, new int32) (old int32) {
	interleave.Point("Swap")
	return atomic.SwapInt32(addr, new)
}

// CompareAndSwapInt32 is the standard CompareAndSwapInt32.
func CompareAndSwapInt32(addr *int32, old, new int32) (swapped bool) {
	interleave.Point("CompareAndSwap")
	return atomic.CompareAndSwapInt32(addr, old, new)
}

// AddInt32 is the standard AddInt32.
func AddInt32(addr *int32, delta int32) (new int32) {
	interleave.Point("Add")
	return atomic.AddInt32(addr, delta)
}

// AndInt32 is the standard AndInt32.
func AndInt32(addr *int32, mask int32) (old int32) {
	interleave.Point("And")
	return atomic.AndInt32(addr, mask)
}

// OrInt32 is the standard OrInt32.
func OrInt32(addr *int32, mask int32) (old int32) {
	interleave.Point("Or")
	return atomic.OrInt32(addr, mask)
}

// LoadInt64 is the standard LoadInt64.
func LoadInt64(addr *int64) (val int64) {
	interleave.Point("Load")
	return atomic.LoadInt64(addr)
}

// StoreInt64 is the standard StoreInt64.
func StoreInt64(addr *int64, val int64) {
	interleave.Point("Store")
	atomic.StoreInt64(addr, val)
}

// SwapInt64 is the standard SwapInt64.
func SwapInt64(addr *int64, new int64) (old int64) {
	interleave.Point("Swap")
	return atomic.SwapInt64(addr, new)
}

// CompareAndSwapInt64 is the standard CompareAndSwapInt64.
func CompareAndSwapInt64(addr *int64, old, new int64) (swapped bool) {
	interleave.Point("CompareAndSwap")
	return atomic.CompareAndSwapInt64(addr, old, new)
}

// AddInt64 is the standard AddInt64.
func AddInt64(addr *int64, delta int64) (new int64) {
	interleave.Point("Add")
	return atomic.AddInt64(addr, delta)
}

// AndInt64 is the standard AndInt64.
func AndInt64(addr *int64, mask int64) (old int64) {
	interleave.Point("And")
	return atomic.AndInt64(addr, mask)
}

// OrInt64 is the standard OrInt64.
func OrInt64(addr *int64, mask int64) (old int64) {
	interleave.Point("Or")
	return atomic.OrInt64(addr, mask)
}

// LoadUint32 is the standard LoadUint32.
func LoadUint32(addr *uint32) (val uint32) {
	interleave.Point("Load")
	return atomic.LoadUint32(addr)
}

// StoreUint32 is the standard StoreUint32.
func StoreUint32(addr *uint32, val uint32) {
	interleave.Point("Store")
	atomic.StoreUint32(addr, val)
}

// SwapUint32 is the standard SwapUint32.
func SwapUint32(addr *uint32, new uint32) (old uint32) {
	interleave.Point("Swap")
	return atomic.SwapUint32(addr, new)
}

// CompareAndSwapUint32 is the standard CompareAndSwapUint32.
func CompareAndSwapUint32(addr *uint32, old, new uint32) (swapped bool) {
	interleave.Point("CompareAndSwap")
	return atomic.CompareAndSwapUint32(addr, old, new)
}

// AddUint32 is the standard AddUint32.
func AddUint32(addr *uint32, delta uint32) (new uint32) {
	interleave.Point("Add")
	return atomic.AddUint32(addr, delta)
}

// AndUint32 is the standard AndUint32.
func AndUint32(addr *uint32, mask uint32) (old uint32) {
	interleave.Point("And")
	return atomic.AndUint32(addr, mask)
}

// OrUint32 is the standard OrUint32.
func OrUint32(addr *uint32, mask uint32) (old uint32) {
	interleave.Point("Or")
	return atomic.OrUint32(addr, mask)
}

// LoadUint64 is the standard LoadUint64.
func LoadUint64(addr *uint64) (val uint64) {
	interleave.Point("Load")
	return atomic.LoadUint64(addr)
}

// StoreUint64 is the standard StoreUint64.
func StoreUint64(addr *uint64, val uint64) {
	interleave.Point("Store")
	atomic.StoreUint64(addr, val)
}

// SwapUint64 is the standard SwapUint64.
func SwapUint64(addr *uint64, new uint64) (old uint64) {
	interleave.Point("Swap")
	return atomic.SwapUint64(addr, new)
}

// CompareAndSwapUint64 is the standard CompareAndSwapUint64.
func CompareAndSwapUint64(addr *uint64, old, new uint64) (swapped bool) {
	interleave.Point("CompareAndSwap")
	return atomic.CompareAndSwapUint64(addr, old, new)
}

// AddUint64 is the standard AddUint64.
func AddUint64(addr *uint64, delta uint64) (new uint64) {
	interleave.Point("Add")
	return atomic.AddUint64(addr, delta)
}

// AndUint64 is the standard AndUint64.
func AndUint64(addr *uint64, mask uint64) (old uint64) {
	interleave.Point("And")
	return atomic.AndUint64(addr, mask)
}

// OrUint64 is the standard OrUint64.
func OrUint64(addr *uint64, mask uint64) (old uint64) {
	interleave.Point("Or")
	return atomic.OrUint64(addr, mask)
}

// LoadUintptr is the standard LoadUintptr.
func LoadUintptr(addr *uintptr) (val uintptr) {
	interleave.Point("Load")
	return atomic.LoadUintptr(addr)
}

// StoreUintptr is the standard StoreUintptr.
func StoreUintptr(addr *uintptr, val uintptr) {
	interleave.Point("Store")
	atomic.StoreUintptr(addr, val)
}

// SwapUintptr is the standard SwapUintptr.
func SwapUintptr(addr *uintptr, new uintptr) (old uintptr) {
	interleave.Point("Swap")
	return atomic.SwapUintptr(addr, new)
}

// CompareAndSwapUintptr is the standard CompareAndSwapUintptr.
func CompareAndSwapUintptr(addr *uintptr, old, new uintptr) (swapped bool) {
	interleave.Point("CompareAndSwap")
	return atomic.CompareAndSwapUintptr(addr, old, new)
}

// AddUintptr is the standard AddUintptr.
func AddUintptr(addr *uintptr, delta uintptr) (new uintptr) {
	interleave.Point("Add")
	return atomic.AddUintptr(addr, delta)
}

// AndUintptr is the standard AndUintptr.
func AndUintptr(addr *uintptr, mask uintptr) (old uintptr) {
	interleave.Point("And")
	return atomic.AndUintptr(addr, mask)
}

// OrUintptr is the standard OrUintptr.
func OrUintptr(addr *uintptr, mask uintptr) (old uintptr) {
	interleave.Point("Or")
	return atomic.OrUintptr(addr, mask)
}

// LoadPointer is the standard LoadPointer.
func LoadPointer(addr *unsafe.Pointer) (val unsafe.Pointer) {
	interleave.Point("Load")
	return atomic.LoadPointer(addr)
}

// StorePointer is the standard StorePointer.
func StorePointer(addr *unsafe.Pointer, val unsafe.Pointer) {
	interleave.Point("Store")
	atomic.StorePointer(addr, val)
}

// SwapPointer is the standard SwapPointer.
func SwapPointer(addr *unsafe.Pointer, new unsafe.Pointer) (old unsafe.Pointer) {
	interleave.Point("Swap")
	return atomic.SwapPointer(addr, new)
}

// CompareAndSwapPointer is the standard CompareAndSwapPointer.
func CompareAndSwapPointer(addr *unsafe.Pointer, old, new unsafe.Pointer) (swapped bool) {
	interleave.Point("CompareAndSwap")
	return atomic.CompareAndSwapPointer(addr, old, new)
}
