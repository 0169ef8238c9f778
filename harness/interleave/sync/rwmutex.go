package sync

import (
	"sync"

	"example.com/idempotency/harness/interleave"
)

// A RWMutex is a reader/writer mutual exclusion lock. The zero value is unlocked. As with the
// standard type, a writer that waits for readers to leave keeps new readers out, and the readers
// that wait when a writer unlocks come before the next writer.
//
// The race detector sees an order between readers that come one after the other, which the
// standard type does not give: a write under RLock is reported only when two readers overlap.
type RWMutex struct {
	mu      sync.Mutex      // guards the rest; held for a few instructions only
	run     uint64          // in which the rest was set
	readers int             // that hold the lock
	claimed bool            // by a writer: it holds the lock, or waits for the readers to leave
	leave   chan struct{}   // non-nil while the writer waits for the readers to leave
	queue   []chan struct{} // readers that wait for the writer
	writers []chan struct{} // writers that wait for the writer
}

// hold takes the guard; in a new run the lock is free, as a Mutex is.
func (m *RWMutex) hold() {
	m.mu.Lock()
	if now := interleave.Run(); m.run != now {
		if m.run != 0 {
			m.readers, m.claimed, m.leave, m.queue, m.writers = 0, false, nil, nil, nil
		}
		m.run = now
	}
}

// RLock locks m for reading.
func (m *RWMutex) RLock() {
	interleave.Point("RLock")
	m.hold()
	if !m.claimed {
		m.readers++
		m.mu.Unlock()
		return
	}
	c := make(chan struct{})
	m.queue = append(m.queue, c)
	m.mu.Unlock()
	interleave.Await(c) // whoever closes c has counted this reader
	interleave.Point("RLock")
}

// TryRLock tries to lock m for reading and reports whether it succeeded.
func (m *RWMutex) TryRLock() bool {
	interleave.Point("TryRLock")
	m.hold()
	defer m.mu.Unlock()
	if m.claimed {
		return false
	}
	m.readers++
	return true
}

// RUnlock undoes a single RLock call. It panics if m is not locked for reading.
func (m *RWMutex) RUnlock() {
	interleave.Point("RUnlock")
	m.hold()
	defer m.mu.Unlock()
	if m.readers == 0 {
		panic("fatal error: sync: RUnlock of unlocked RWMutex")
	}
	m.readers--
	if m.readers == 0 && m.leave != nil {
		close(m.leave)
		m.leave = nil
	}
}

// Lock locks m for writing.
func (m *RWMutex) Lock() {
	interleave.Point("Lock")
	m.hold()
	for m.claimed {
		c := make(chan struct{})
		m.writers = append(m.writers, c)
		m.mu.Unlock()
		interleave.Await(c)
		interleave.Point("Lock")
		m.hold()
	}
	m.claimed = true
	if m.readers == 0 {
		m.mu.Unlock()
		return
	}
	c := make(chan struct{})
	m.leave = c
	m.mu.Unlock()
	interleave.Await(c)
	interleave.Point("Lock")
}

// TryLock tries to lock m for writing and reports whether it succeeded.
func (m *RWMutex) TryLock() bool {
	interleave.Point("TryLock")
	m.hold()
	defer m.mu.Unlock()
	if m.claimed || m.readers > 0 {
		return false
	}
	m.claimed = true
	return true
}

// Unlock unlocks m for writing. It panics if m is not locked for writing.
func (m *RWMutex) Unlock() {
	interleave.Point("Unlock")
	m.hold()
	defer m.mu.Unlock()
	if !m.claimed || m.leave != nil {
		panic("fatal error: sync: Unlock of unlocked RWMutex")
	}
	m.claimed = false
	m.readers = len(m.queue)
	wake(m.queue)
	wake(m.writers)
	m.queue, m.writers = nil, nil
}

// RLocker returns a Locker whose methods are m.RLock and m.RUnlock.
func (m *RWMutex) RLocker() Locker { return (*rlocker)(m) }

type rlocker RWMutex

func (r *rlocker) Lock()   { (*RWMutex)(r).RLock() }
func (r *rlocker) Unlock() { (*RWMutex)(r).RUnlock() }
