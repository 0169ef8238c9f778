package wrong

import (
	"context"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var cleanUpWaits = solutions.Wrong[New]{
	Name:   "clean-up-waits",
	Caught: "E21",
	Why:    "The clean-up holds the lock of the map while it waits for the lock of each entry, and one of those is held across a charge: meanwhile nobody can pay.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		var mu sync.Mutex
		entries := map[payments.Scope]*entry{}
		swept := time.Now()
		of := func(id payments.Scope) *entry {
			mu.Lock()
			defer mu.Unlock()
			if time.Since(swept) >= ttl {
				swept = time.Now()
				for _, e := range entries {
					e.forget()
				}
			}
			if entries[id] == nil {
				entries[id] = &entry{}
			}
			return entries[id]
		}
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			e := of(req.Scope())
			e.mu.Lock()
			defer e.mu.Unlock()
			if e.Status != 0 && !over(e.end) {
				return e.Answer
			}
			a := charge(ctx, b, req)
			if e.kept = (kept{}); final(a) {
				e.kept = kept{a, time.Now().Add(ttl)}
			}
			return a
		})
	},
}

// An entry is what is known about a key.
type entry struct {
	mu sync.Mutex // held across the charge
	kept
}

// forget drops an answer that is over.
func (e *entry) forget() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if over(e.end) {
		e.kept = kept{}
	}
}
