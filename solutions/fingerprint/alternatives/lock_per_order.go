package alternatives

import (
	"context"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var lockPerOrder = solutions.Alternative[New]{
	Name:     "lock-per-order",
	Tradeoff: "Choose it for how plainly it reads: lock, look, reserve, store. Each duplicate blocks a goroutine, and a lock may be thrown away only when nobody holds it or waits for it, so that users are counted.",
	New: func(ctx context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		l := &locks{of: map[reservations.Identity]*orderLock{}}
		return reservations.Mux(func(w http.ResponseWriter, r *http.Request) {
			o, ok := reservations.Read(w, r)
			if !ok {
				return
			}
			lock := l.acquire(o.Identity())
			defer l.release(lock)
			lock.answer(func() *entry { return entered(reserve(r.Context(), s, o), window) }).WriteTo(w)
		})
	},
}

type locks struct {
	mu    sync.Mutex
	of    map[reservations.Identity]*orderLock
	limit int // of locks, at which those that are over are looked for
}

// An orderLock holds what is known about an order.
type orderLock struct {
	users int // guarded by locks.mu

	mu  sync.Mutex // held across the reservation
	now *entry
}

func (l *locks) acquire(id reservations.Identity) *orderLock {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.of) > l.limit {
		for id, lock := range l.of {
			if lock.users == 0 && !lock.now.live() { // without users, nobody is about to change it
				delete(l.of, id)
			}
		}
		l.limit = 2*len(l.of) + 16 // so that a look at all of them is paid for by as many new ones
	}
	lock, ok := l.of[id]
	if !ok {
		lock = &orderLock{}
		l.of[id] = lock
	}
	lock.users++
	return lock
}

func (l *locks) release(lock *orderLock) {
	l.mu.Lock()
	defer l.mu.Unlock()
	lock.users--
}

// answer is the order's answer, or else what reserve makes of it: nil when it was refused.
func (lock *orderLock) answer(reserve func() *entry) reservations.Answer {
	lock.mu.Lock()
	defer lock.mu.Unlock()
	if !lock.now.live() {
		lock.now = reserve()
	}
	if lock.now == nil {
		return reservations.Refused
	}
	return lock.now.answer
}
