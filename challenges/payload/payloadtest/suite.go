// Package payloadtest is the hidden acceptance suite of the challenge payload. Open it last.
package payloadtest

import (
	"context"
	"net/http"
	"testing"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/bank/banktest"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/scenarios"
)

// New is what the challenge asks for.
type New = func(ctx context.Context, b bank.Transferer) http.Handler

// Build makes handlers in a World.
func Build(f New) harness.Builder {
	return func(w *harness.World) http.Handler { return f(w.Context(), banktest.Bank{World: w}) }
}

// Run runs the suite as a test: go test skips it until it is asked for by name.
func Run(t *testing.T, f New) {
	t.Helper()
	Suite.Run(t, Build(f))
}

var transfer = transfers()

// Suite holds the promises of the challenge's README, in its order.
var Suite = harness.Suite{Name: "payload", Scenarios: scenarios.Number("P",
	transfer.HappyPath(),
	transfer.Retry(),
	transfer.Replay(),
	transfer.OtherKeys(),
	transfer.OpaqueKeys(),
	transfer.KeyRequired(),
	transfer.BadBody(),
	transfer.NoTrace(),
	transfer.OtherPayload(),
	anyDifference(),
	exactNumbers(),
	lastByte(),
	noCollisions(),
	sameMeaning(),
	transfer.OtherHeaders(),
	badBodyUnderUsedKey(),
	serverID(),
	transfer.Duplicates(),
	transfer.SlowBodies(),
	transfer.OtherPayloadInFlight(),
	transfer.PayloadRace(),
	transfer.NoQueue(),
	transfer.NoRace(),
	transfer.KeyBytes(),
	transfer.Callers(),
	transfer.Refused(),
	transfer.Unknown(),
	transfer.PayloadAfterFailure(),
	transfer.Panics(),
	transfer.ClientLeaves(),
	transfer.HalfUpload(),
	transfer.Waiters(),
	hashNotCopy(),
	transfer.CleanEnd(),
	transfer.Separate(),
	transfer.PayloadStorm(),
), Work: transfer.Work(), Outside: banktest.Outside("transfer")}
