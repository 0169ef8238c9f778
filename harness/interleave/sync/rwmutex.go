package sync

import (
	"sync"

	"example.com/idempotency/harness/interleave"
)

// A RWMutex is a reader/writer mutual exclusion lock. The zero value is unlocked. A writer that
// waits keeps new readers out.
//
// The race detector sees an order between readers that come one after the other, which the
// standard type does not give: a write under RLock is reported only when two readers overlap.
type RWMutex struct {
	mu      sync.Mutex // guards the rest; held for a few instructions only
	readers int
	writing bool
	queued  int // writers that wait
	waiting []chan struct{}
}

// wait queues the caller and gives up mu; writer says whether it keeps readers out meanwhile.
func (m *RWMutex) wait(writer bool) {
	c := make(chan struct{})
	m.waiting = append(m.waiting, c)
	if writer {
		m.queued++
	}
	m.mu.Unlock()
	<-c
	if writer {
		m.mu.Lock()
		m.queued--
		m.mu.Unlock()
	}
}

// RLock locks m for reading.
func (m *RWMutex) RLock() {
	for {
		interleave.Point("RLock")
		m.mu.Lock()
		if !m.writing && m.queued == 0 {
			m.readers++
			m.mu.Unlock()
			return
		}
		m.wait(false)
	}
}

// TryRLock tries to lock m for reading and reports whether it succeeded.
func (m *RWMutex) TryRLock() bool {
	interleave.Point("TryRLock")
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.writing || m.queued > 0 {
		return false
	}
	m.readers++
	return true
}

// RUnlock undoes a single RLock call. It panics if m is not locked for reading.
func (m *RWMutex) RUnlock() {
	interleave.Point("RUnlock")
	m.mu.Lock()
	if m.readers == 0 {
		m.mu.Unlock()
		panic("fatal error: sync: RUnlock of unlocked RWMutex")
	}
	m.readers--
	m.release()
}

// Lock locks m for writing.
func (m *RWMutex) Lock() {
	for {
		interleave.Point("Lock")
		m.mu.Lock()
		if !m.writing && m.readers == 0 {
			m.writing = true
			m.mu.Unlock()
			return
		}
		m.wait(true)
	}
}

// TryLock tries to lock m for writing and reports whether it succeeded.
func (m *RWMutex) TryLock() bool {
	interleave.Point("TryLock")
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.writing || m.readers > 0 {
		return false
	}
	m.writing = true
	return true
}

// Unlock unlocks m for writing. It panics if m is not locked for writing.
func (m *RWMutex) Unlock() {
	interleave.Point("Unlock")
	m.mu.Lock()
	if !m.writing {
		m.mu.Unlock()
		panic("fatal error: sync: Unlock of unlocked RWMutex")
	}
	m.writing = false
	m.release()
}

// release gives up mu and wakes those that wait.
func (m *RWMutex) release() {
	w := m.waiting
	m.waiting = nil
	m.mu.Unlock()
	wake(w)
}

// RLocker returns a Locker whose methods are m.RLock and m.RUnlock.
func (m *RWMutex) RLocker() Locker { return (*rlocker)(m) }

type rlocker RWMutex

func (r *rlocker) Lock()   { (*RWMutex)(r).RLock() }
func (r *rlocker) Unlock() { (*RWMutex)(r).RUnlock() }
