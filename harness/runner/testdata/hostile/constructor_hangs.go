// Package keys is a hostile answer: its constructor never returns.
package keys

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
)

// New has the shape that the challenge asks for.
func New(ctx context.Context, b bank.Charger) http.Handler { select {} }
