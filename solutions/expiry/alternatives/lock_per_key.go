package alternatives

import (
	"context"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var lockPerKey = solutions.Alternative[New]{
	Name:     "lock-per-key",
	Tradeoff: "Choose it for the plainest flow: a lock for each key is held across the charge, so that expiry is an if. But each duplicate costs a blocked goroutine, and an entry may only be taken out while nobody holds or awaits its lock, which has to be counted.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		ls := &locks{entries: map[payments.Scope]*lockedEntry{}}
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			e := ls.acquire(req.Scope())
			defer ls.release(e)
			if e.Status != 0 && !over(e.end) {
				e.WriteTo(w)
				return
			}
			a := charge(r.Context(), b, req)
			e.kept = kept{}
			if !refused(a) {
				e.kept = kept{a, time.Now().Add(ttl)}
			}
			a.WriteTo(w)
		})
	},
}

// Locks are one for each key.
type locks struct {
	mu      sync.Mutex
	entries map[payments.Scope]*lockedEntry
	swept   int // how many were left by the last sweep
}

// A lockedEntry holds what is known about a key.
type lockedEntry struct {
	users int // hold the lock or wait for it; guarded by locks.mu

	mu sync.Mutex // held across the charge
	kept
}

func (ls *locks) acquire(id payments.Scope) *lockedEntry {
	e := ls.entryOf(id)
	e.mu.Lock()
	return e
}

func (ls *locks) entryOf(id payments.Scope) *lockedEntry {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	ls.sweep()
	e, ok := ls.entries[id]
	if !ok {
		e = &lockedEntry{}
		ls.entries[id] = e
	}
	e.users++
	return e
}

func (ls *locks) release(e *lockedEntry) {
	e.mu.Unlock()
	ls.mu.Lock()
	defer ls.mu.Unlock()
	e.users--
}

// sweep runs when there are twice as many entries as it left the last time, so that its cost is
// shared by as many requests as it looks at. An entry without users is nobody's: it may be looked
// at without its lock. ls.mu is held.
func (ls *locks) sweep() {
	if len(ls.entries) < 2*ls.swept+16 {
		return
	}
	for id, e := range ls.entries {
		if e.users == 0 && (e.Status == 0 || over(e.end)) {
			delete(ls.entries, id)
		}
	}
	ls.swept = len(ls.entries)
}
