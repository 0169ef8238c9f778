// Package middleware protects any handler against requests that are sent twice. Read README.md for
// what it promises, then make it keep that.
package middleware

import (
	"context"
	"net/http"
	"time"
)

// A Config says how Idempotent protects. The zero value works: each field says what it means then.
type Config struct {
	// TTL is how long an answer is remembered after its handler returned. Optional. Default: 24 h.
	TTL time.Duration

	// Header is the name of the header that carries the key. Optional. Default: Idempotency-Key.
	Header string

	// Optional lets requests without a key through, unprotected: each runs the handler. Where it is
	// false they are answered 400.
	Optional bool

	// Methods are protected; a request with another method runs the handler each time, and nothing
	// of it is stored. Optional. Default: POST, PUT and PATCH.
	Methods []string

	// Caller tells whose request it is: a key belongs to one caller. Optional. Default: everybody is
	// the same caller.
	Caller func(*http.Request) string

	// Context ends when the server shuts down, and with it whatever cleans up. Optional. Default:
	// context.Background; a clean-up may then live as long as the process.
	Context context.Context
}

// Idempotent returns a middleware: the handler that it wraps runs once for each key, and a retry is
// answered with the first answer.
//
// It works as long as nobody clicks twice: every request runs the handler.
func Idempotent(cfg Config) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler { return next }
}
