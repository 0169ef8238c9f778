package sync

import (
	"sync"

	"example.com/idempotency/harness/interleave"
)

// Map is the standard concurrent map, with a scheduling point before each operation.
type Map struct{ m sync.Map }

// Load returns the value stored in the map for a key, or nil if there is none.
func (m *Map) Load(key any) (value any, ok bool) {
	interleave.Point("Load")
	return m.m.Load(key)
}

// Store sets the value for a key.
func (m *Map) Store(key, value any) {
	interleave.Point("Store")
	m.m.Store(key, value)
}

// Clear deletes all the entries.
func (m *Map) Clear() {
	interleave.Point("Clear")
	m.m.Clear()
}

// LoadOrStore returns the existing value for the key if there is one, else it stores the value.
func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	interleave.Point("LoadOrStore")
	return m.m.LoadOrStore(key, value)
}

// LoadAndDelete deletes the value for a key, returning the value that was there.
func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	interleave.Point("LoadAndDelete")
	return m.m.LoadAndDelete(key)
}

// Delete deletes the value for a key.
func (m *Map) Delete(key any) {
	interleave.Point("Delete")
	m.m.Delete(key)
}

// Swap swaps the value for a key and returns the previous one.
func (m *Map) Swap(key, value any) (previous any, loaded bool) {
	interleave.Point("Swap")
	return m.m.Swap(key, value)
}

// CompareAndSwap swaps the values for a key if the stored one equals old.
func (m *Map) CompareAndSwap(key, old, new any) (swapped bool) {
	interleave.Point("CompareAndSwap")
	return m.m.CompareAndSwap(key, old, new)
}

// CompareAndDelete deletes the entry for a key if its value equals old.
func (m *Map) CompareAndDelete(key, old any) (deleted bool) {
	interleave.Point("CompareAndDelete")
	return m.m.CompareAndDelete(key, old)
}

// Range calls f for each key and value in the map until f returns false.
func (m *Map) Range(f func(key, value any) bool) {
	interleave.Point("Range")
	m.m.Range(f)
}
