package fingerprint_test

import (
	"testing"

	"example.com/idempotency/challenges/fingerprint"
	"example.com/idempotency/challenges/fingerprint/fingerprinttest"
)

// The hidden suite: plain go test skips it, make test C=fingerprint runs it.
func TestSuite(t *testing.T) { fingerprinttest.Run(t, fingerprint.New) }
