package sync

import (
	"sync"

	"example.com/idempotency/harness/interleave"
)

// A Mutex is a mutual exclusion lock. The zero value is unlocked.
//
// Unlock wakes every goroutine that waits, and whichever comes first takes the lock, so that an
// explorer meets every order of acquisition.
type Mutex struct {
	mu      sync.Mutex // guards the rest; held for a few instructions only
	locked  bool
	waiting []chan struct{}
}

// Lock locks m. If the lock is in use, the calling goroutine waits until it is free.
func (m *Mutex) Lock() {
	for {
		interleave.Point("Lock")
		m.mu.Lock()
		if !m.locked {
			m.locked = true
			m.mu.Unlock()
			return
		}
		c := make(chan struct{})
		m.waiting = append(m.waiting, c)
		m.mu.Unlock()
		interleave.Await(c)
	}
}

// TryLock tries to lock m and reports whether it succeeded.
func (m *Mutex) TryLock() bool {
	interleave.Point("TryLock")
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.locked {
		return false
	}
	m.locked = true
	return true
}

// Unlock unlocks m. It panics if m is not locked.
func (m *Mutex) Unlock() {
	interleave.Point("Unlock")
	m.mu.Lock()
	if !m.locked {
		m.mu.Unlock()
		panic("fatal error: sync: unlock of unlocked mutex")
	}
	m.locked = false
	w := m.waiting
	m.waiting = nil
	m.mu.Unlock()
	wake(w)
}

func wake(cs []chan struct{}) {
	for _, c := range cs {
		close(c)
	}
}
