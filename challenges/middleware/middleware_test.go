package middleware_test

import (
	"testing"

	"example.com/idempotency/challenges/middleware"
	"example.com/idempotency/challenges/middleware/middlewaretest"
)

// The hidden suite: plain go test skips it, make test C=middleware runs it.
func TestSuite(t *testing.T) { middlewaretest.Run(t, middleware.Idempotent) }
