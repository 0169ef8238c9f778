// Package keys is a hostile answer: it calls a function without end.
package keys

import (
	"context"
	"net/http"
	"strings"

	"example.com/idempotency/challenges/bank"
)

// New has the shape that the challenge asks for.
func New(ctx context.Context, b bank.Charger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for i := 0; ; i++ {
			_ = strings.Repeat("x", i%100)
		}
	})
}
