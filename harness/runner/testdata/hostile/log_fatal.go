// Package keys is a hostile answer: it ends the process through package log.
package keys

import (
	"context"
	"log"
	"net/http"

	"example.com/idempotency/challenges/bank"
)

// New has the shape that the challenge asks for.
func New(ctx context.Context, b bank.Charger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.Fatal("no database")
	})
}
