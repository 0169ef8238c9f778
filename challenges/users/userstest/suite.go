// Package userstest is the hidden acceptance suite of the challenge users. Open it last.
package userstest

import (
	"context"
	"net/http"
	"testing"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/challenges/events/eventstest"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/scenarios"
)

// New is what the challenge asks for.
type New = func(ctx context.Context, p events.Publisher) http.Handler

// Build makes handlers in a World.
func Build(f New) harness.Builder {
	return func(w *harness.World) http.Handler { return f(w.Context(), eventstest.Publisher{World: w}) }
}

// outside is what a server outside of the kit's process is given.
func outside(w *harness.World) harness.Surroundings {
	return harness.Surroundings{Services: map[string]http.Handler{"EVENTS_URL": eventstest.Serve(eventstest.Publisher{World: w})}}
}

// Run runs the suite as a test: go test skips it until it is asked for by name.
func Run(t *testing.T, f New) {
	t.Helper()
	Suite.Run(t, Build(f))
}

// Suite holds the promises of the challenge's README, in its order.
var Suite = harness.Suite{Name: "users", Scenarios: scenarios.Number("U",
	happyPath(),
	putAgain(),
	putReplaces(),
	thereAndBack(),
	pathID(),
	postNew(),
	postOverwritesNobody(),
	deleteAgain(),
	badBody(),
	safeMethods(),
	duplicates(),
	putRace(),
	deleteRace(),
	postRace(),
	notYet(),
	slowBodies(),
	snapshot(),
	clientLeaves(),
	halfUpload(),
	cleanEnd(),
	separate(),
	storm(),
), Work: work, Outside: outside}

// scenario fills in what all scenarios have in common.
func scenario(level int, name, story string, cases ...harness.Case) harness.Scenario {
	return harness.Scenario{Level: level, Name: name, Story: story, Cases: cases, Rules: rules()}
}
