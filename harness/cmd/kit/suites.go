package main

import (
	"example.com/idempotency/challenges/checkout/checkouttest"
	"example.com/idempotency/challenges/expiry/expirytest"
	"example.com/idempotency/challenges/fingerprint/fingerprinttest"
	"example.com/idempotency/challenges/fulfill/fulfilltest"
	"example.com/idempotency/challenges/inflight/inflighttest"
	"example.com/idempotency/challenges/keys/keystest"
	"example.com/idempotency/challenges/payload/payloadtest"
	"example.com/idempotency/challenges/users/userstest"
	"example.com/idempotency/harness"
)

// suites are those of challenges that are servers. A middleware is a part of one, and has none of its own.
var suites = []harness.Suite{
	keystest.Suite, expirytest.Suite, fingerprinttest.Suite, inflighttest.Suite,
	fulfilltest.Suite, userstest.Suite, payloadtest.Suite, checkouttest.Suite,
}
