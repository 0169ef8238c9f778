// Package keys is a hostile answer: it polls for what never comes.
package keys

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
)

// New has the shape that the challenge asks for.
func New(ctx context.Context, b bank.Charger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for {
			time.Sleep(time.Millisecond)
		}
	})
}
