// Package inflighttest is the hidden acceptance suite of the challenge inflight. Open it last.
package inflighttest

import (
	"context"
	"net/http"
	"slices"
	"testing"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/bank/banktest"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
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
var Suite = harness.Suite{Name: "inflight", Scenarios: scenarios.Number("I",
	pay.HappyPath(),
	pay.Retry(),
	pay.Replay(),
	pay.OtherKeys(),
	pay.OpaqueKeys(),
	pay.KeyRequired(),
	pay.BadBody(),
	pay.NoTrace(),
	conflictAtOnce(),
	retryAfter(),
	notStored(),
	thirdRequest(),
	pay.Duplicates(),
	pay.SlowBodies(),
	otherPayload(),
	pay.NoQueue(),
	thousand(),
	pay.NoRace(),
	pay.KeyBytes(),
	pay.Callers(),
	callersInFlight(),
	neverStale(),
	pay.Refused(),
	freedKey(),
	pay.Unknown(),
	pay.Panics(),
	pay.ClientLeaves(),
	pay.HalfUpload(),
	firstFails(),
	pay.CleanEnd(),
	pay.Separate(),
	lightDuplicates(),
	storm(),
), Work: pay.Work(), Outside: banktest.Outside("charge")}

// promise is a scenario of this challenge's own. Every history obeys the rules of all keyed
// operations, and what this challenge says about duplicates in flight.
func promise(level int, name, story string, cases ...harness.Case) harness.Scenario {
	return harness.Scenario{
		Name: name, Level: level, Story: story, Cases: cases, Proves: arrivesInFlight,
		Rules: slices.Concat(pay.Rules(), pay.Extra, []judge.Rule{AtOnce(pay.Effect, pay.Conflict)}),
	}
}
