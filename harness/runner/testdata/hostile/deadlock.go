// Package keys is a hostile answer: it locks a mutex twice.
package keys

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
)

// New has the shape that the challenge asks for.
func New(ctx context.Context, b bank.Charger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var mu sync.Mutex
		mu.Lock()
		mu.Lock()
	})
}
