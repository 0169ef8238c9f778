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
	run     uint64     // in which the rest was set
	locked  bool
	waiting []chan struct{}
}

// hold takes the guard. A lock that is a variable of the package outlives the run that set it: the
// goroutines that held it or waited are gone, and it is free, as in a process that has just begun.
func (m *Mutex) hold() {
	m.mu.Lock()
	if now := interleave.Run(); m.run != now {
		if m.run != 0 {
			m.locked, m.waiting = false, nil
		}
		m.run = now
	}
}

// Lock locks m. If the lock is in use, the calling goroutine waits until it is free.
func (m *Mutex) Lock() {
	for {
		interleave.Point("Lock")
		m.hold()
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
	m.hold()
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
	m.hold()
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
