// Package keys is a hostile answer: its init panics.
package keys

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
)

func init() { panic("before everything") }

// New has the shape that the challenge asks for.
func New(ctx context.Context, b bank.Charger) http.Handler { return nil }
