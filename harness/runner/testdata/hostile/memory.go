// Package keys is a hostile answer: it eats memory.
package keys

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
)

// New has the shape that the challenge asks for.
func New(ctx context.Context, b bank.Charger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var all [][]byte
		for len(all) < 2000 {
			all = append(all, make([]byte, 1<<20))
		}
		w.WriteHeader(http.StatusCreated)
		_ = all
	})
}
