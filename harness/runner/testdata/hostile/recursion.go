// Package keys is a hostile answer: it calls itself without end.
package keys

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
)

// New has the shape that the challenge asks for.
func New(ctx context.Context, b bank.Charger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var f func(int) int
		f = func(i int) int { return f(i+1) + 1 }
		f(0)
	})
}
