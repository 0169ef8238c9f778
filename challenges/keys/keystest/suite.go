// Package keystest is the hidden acceptance suite of the challenge keys. Open it last.
package keystest

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
type New = func(ctx context.Context, b bank.Charger) http.Handler

// Build makes handlers in a World.
func Build(f New) harness.Builder {
	return func(w *harness.World) http.Handler { return f(w.Context(), banktest.Bank{World: w}) }
}

// Run runs the suite as a test: go test skips it until it is asked for by name.
func Run(t *testing.T, f New) {
	t.Helper()
	Suite.Run(t, Build(f))
}

var pay = scenarios.Payments()

// Suite holds the promises of the challenge's README, in its order.
var Suite = harness.Suite{Name: "keys", Scenarios: scenarios.Number("K",
	pay.HappyPath(),
	pay.Retry(),
	pay.Replay(),
	pay.OtherKeys(),
	pay.OpaqueKeys(),
	pay.KeyRequired(),
	pay.BadBody(),
	pay.NoTrace(),
	pay.Duplicates(),
	pay.SlowBodies(),
	pay.NoQueue(),
	pay.NoRace(),
	pay.KeyBytes(),
	pay.Callers(),
	pay.Refused(),
	pay.Unknown(),
	pay.Panics(),
	pay.ClientLeaves(),
	pay.HalfUpload(),
	pay.Waiters(),
	pay.CleanEnd(),
	pay.Separate(),
	pay.Storm(),
), Work: pay.Work(), Outside: banktest.Outside("charge")}
