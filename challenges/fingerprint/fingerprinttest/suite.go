// Package fingerprinttest is the hidden acceptance suite of the challenge fingerprint. Open it last.
package fingerprinttest

import (
	"context"
	"net/http"
	"testing"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/challenges/warehouse/warehousetest"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/scenarios"
)

// New is what the challenge asks for.
type New = func(ctx context.Context, s warehouse.Reserver, window time.Duration) http.Handler

// tenMinutes is the window of scenarios that are not about its end.
const tenMinutes = 10 * time.Minute

// Build makes handlers in a World.
func Build(f New) harness.Builder {
	return func(w *harness.World) http.Handler {
		return f(w.Context(), warehousetest.Warehouse{World: w}, scenarios.TTL(w, tenMinutes))
	}
}

// outside is what a server outside of the kit's process is given.
func outside(w *harness.World) harness.Surroundings {
	return harness.Surroundings{
		Services: map[string]http.Handler{"WAREHOUSE_URL": warehousetest.Serve(warehousetest.Warehouse{World: w})},
		Env:      scenarios.KeyTTL(w, tenMinutes), Effect: "reservation",
	}
}

// Run runs the suite as a test: go test skips it until it is asked for by name.
func Run(t *testing.T, f New) {
	t.Helper()
	Suite.Run(t, Build(f))
}

var order = orders()

// Suite holds the promises of the challenge's README, in its order.
var Suite = harness.Suite{Name: "fingerprint", Scenarios: scenarios.Number("F",
	order.HappyPath(),
	order.Retry(),
	order.Replay(),
	sameMeaning(),
	otherHeaders(),
	anyDifference(),
	exactNumbers(),
	lastByte(),
	noCollisions(),
	executedAsRecognised(),
	serverID(),
	order.BadBody(),
	noTrace(),
	untilTheEnd(),
	fromTheEnd(),
	fromCompletion(),
	noSliding(),
	duplicates(),
	alikeAtOnce(),
	order.SlowBodies(),
	noQueue(),
	order.NoRace(),
	expiredDuplicates(),
	runningNeverExpires(),
	cleanUpSpares(),
	cleanUpDelaysNobody(),
	manyOrders(),
	callers(),
	routes(),
	refused(),
	unknown(),
	failuresExpire(),
	order.Panics(),
	order.ClientLeaves(),
	order.HalfUpload(),
	order.Waiters(),
	memoryComesBack(),
	order.CleanEnd(),
	separate(),
	storm(),
), Work: order.Work(), Outside: outside}
