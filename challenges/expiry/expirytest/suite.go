// Package expirytest is the hidden acceptance suite of the challenge expiry. Open it last.
package expirytest

import (
	"context"
	"net/http"
	"testing"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/bank/banktest"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/scenarios"
)

// New is what the challenge asks for.
type New = func(ctx context.Context, b bank.Charger, ttl time.Duration) http.Handler

// day is how long keys live in scenarios that are not about their end.
const day = 24 * time.Hour

// Build makes handlers in a World.
func Build(f New) harness.Builder {
	return func(w *harness.World) http.Handler {
		return f(w.Context(), banktest.Bank{World: w}, scenarios.TTL(w, day))
	}
}

// outside is what a server outside of the kit's process is given.
func outside(w *harness.World) harness.Surroundings {
	s := banktest.Outside("charge")(w)
	s.Env = scenarios.KeyTTL(w, day)
	return s
}

// Run runs the suite as a test: go test skips it until it is asked for by name.
func Run(t *testing.T, f New) {
	t.Helper()
	Suite.Run(t, Build(f))
}

var pay = scenarios.Payments()

// Suite holds the promises of the challenge's README, in its order.
var Suite = harness.Suite{Name: "expiry", Scenarios: scenarios.Number("E",
	pay.HappyPath(),
	pay.Retry(),
	pay.Replay(),
	pay.OtherKeys(),
	pay.OpaqueKeys(),
	pay.KeyRequired(),
	pay.BadBody(),
	pay.NoTrace(),
	pay.RememberedUntilTheEnd(),
	pay.NewFromTheEnd(),
	pay.FromCompletion(),
	pay.NoSliding(),
	pay.NewInEveryRespect(),
	pay.Duplicates(),
	pay.SlowBodies(),
	pay.NoQueue(),
	pay.NoRaceAtTheEnd(),
	pay.ExpiredDuplicates(),
	pay.OutlivesTTL(),
	pay.CleanUpSpares(),
	pay.CleanUpDelaysNobody(),
	pay.ManyKeys(),
	pay.KeyBytes(),
	pay.Callers(),
	pay.Refused(),
	pay.Unknown(),
	pay.FailuresExpire(),
	pay.Panics(),
	pay.ClientLeaves(),
	pay.HalfUpload(),
	pay.Waiters(),
	pay.MemoryComesBack(),
	pay.CleanUpStops(),
	pay.CleanEnd(),
	pay.Separate(),
	pay.ExpiringStorm(),
), Work: pay.Work(), Outside: outside}
