// Package keys is a hostile answer: it reads its body for ever.
package keys

import (
	"context"
	"io"
	"net/http"

	"example.com/idempotency/challenges/bank"
)

// New has the shape that the challenge asks for.
func New(ctx context.Context, b bank.Charger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for {
			_, _ = io.ReadAll(r.Body)
		}
	})
}
