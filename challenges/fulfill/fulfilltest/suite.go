// Package fulfilltest is the hidden acceptance suite of the challenge fulfill. Open it last.
package fulfilltest

import (
	"context"
	"net/http"
	"testing"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/bank/banktest"
	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/challenges/warehouse/warehousetest"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/scenarios"
)

// New is what the challenge asks for. O is the answer's own type Order, a struct with the fields
// ID and Status (strings) and Amount (an int64): the suite knows it by these names only, so that it
// compiles whatever state the learner's package is in.
type New[O any] = func(ctx context.Context, orders []O, s warehouse.Shipper, b bank.Refunder) http.Handler

// Build makes handlers in a World.
func Build[O any](f New[O]) harness.Builder {
	return func(w *harness.World) http.Handler {
		return f(w.Context(), ordersFor[O](w), warehousetest.Warehouse{World: w}, banktest.Bank{World: w})
	}
}

// outside is what a server outside of the kit's process is given.
func outside(w *harness.World) harness.Surroundings {
	return harness.Surroundings{
		Services: map[string]http.Handler{
			"WAREHOUSE_URL": warehousetest.Serve(warehousetest.Warehouse{World: w}),
			"BANK_URL":      banktest.Serve(banktest.Bank{World: w}),
		},
		Env: map[string]string{"ORDERS": givenTo(w)},
	}
}

// Run runs the suite as a test: go test skips it until it is asked for by name.
func Run[O any](t *testing.T, f New[O]) {
	t.Helper()
	Suite.Run(t, Build(f))
}

// Suite holds the promises of the challenge's README, in its order.
var Suite = harness.Suite{Name: "fulfill", Scenarios: scenarios.Number("N",
	happyPath(),
	fulfillAgain(),
	cancelAgain(),
	naturalKey(),
	otherStates(),
	unknownOrder(),
	movedOn(),
	duplicates(),
	cancelDuplicates(),
	oneWins(),
	notYet(),
	takesLong(),
	noQueue(),
	snapshot(),
	shipmentRefused(),
	refundRefused(),
	shipmentUnknown(),
	refundUnknown(),
	panics(),
	clientLeaves(),
	waiters(),
	cleanEnd(),
	separate(),
	storm(),
), Work: work, Outside: outside}

// scenario fills in what all scenarios have in common.
func scenario(level int, name, story string, cases ...harness.Case) harness.Scenario {
	return harness.Scenario{Level: level, Name: name, Story: story, Cases: cases, Rules: rules()}
}
