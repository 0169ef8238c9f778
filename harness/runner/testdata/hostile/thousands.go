// Package keys is a hostile answer: it starts thousands of goroutines.
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
		var wg sync.WaitGroup
		for range 5000 {
			wg.Add(1)
			go func() { defer wg.Done() }()
		}
		wg.Wait()
		w.WriteHeader(http.StatusCreated)
	})
}
