// Package sync stands in place of the standard package sync in rewritten code. It has the same
// API and the same behaviour, with two differences that nobody's program can rely on: every
// operation of a lock, a Once and a Map is a scheduling point of package interleave, and waiting is
// done on channels, so that a goroutine that waits is durably blocked in a synctest bubble and
// virtual time can pass.
//
// Misuse panics with the standard library's text where that ends the process.
package sync

import "sync"

// What needs no change: these never hold a lock while they wait, or wait in a way that a bubble
// understands; and nobody can see their operations but by waiting for them.
type (
	Cond      = sync.Cond
	Locker    = sync.Locker
	Pool      = sync.Pool
	WaitGroup = sync.WaitGroup
)

// NewCond returns a new Cond with Locker l.
func NewCond(l Locker) *Cond { return sync.NewCond(l) }
