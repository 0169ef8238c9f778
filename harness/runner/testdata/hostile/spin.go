// Package keys is a hostile answer: it spins on an atomic that nobody sets.
package keys

import (
	"context"
	"net/http"
	"sync/atomic"

	"example.com/idempotency/challenges/bank"
)

// New has the shape that the challenge asks for.
func New(ctx context.Context, b bank.Charger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var ready atomic.Bool
		for !ready.Load() {
		}
	})
}
