package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var marksEvicted = solutions.Wrong[New]{
	Name:   "marks-evicted",
	Caught: "I9",
	Why:    "Marks live in a cache of 64 entries, which drops the oldest one when it is full: a duplicate of a request that is still running finds nothing and charges.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		recent := &ring{}
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			id := req.Scope()
			a, mine := bk.claim(id)
			if !mine {
				return a
			}
			if old := recent.add(id); old != nil {
				if a, ok := bk.look(old); ok && a.Status == 0 {
					bk.free(old)
				}
			}
			a = charge(ctx, b, req)
			bk.settle(id, a)
			return a
		})
	},
}

// A ring holds the last 64 ids.
type ring struct {
	mu  sync.Mutex
	ids [64]any
	at  int
}

// add returns the id that has to go for this one, or nil.
func (r *ring) add(id any) (old any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	old, r.ids[r.at] = r.ids[r.at], id
	r.at = (r.at + 1) % len(r.ids)
	return old
}
