// Package keys is a hostile answer: it kills its process.
package keys

import (
	"context"
	"net/http"
	"os"

	"example.com/idempotency/challenges/bank"
)

// New has the shape that the challenge asks for.
func New(ctx context.Context, b bank.Charger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p, _ := os.FindProcess(os.Getpid())
		_ = p.Kill()
		select {}
	})
}
