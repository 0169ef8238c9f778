// Package middlewaretest is the hidden acceptance suite of the challenge middleware. Open it last.
package middlewaretest

import (
	"net/http"
	"slices"
	"testing"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/scenarios"
)

// Build makes handlers in a World: what is protected, and how it is mounted, is the suite's own. C is
// the answer's own type Config, which the suite knows by the names of its fields only, so that it
// compiles whatever state the learner's package is in.
func Build[C any](f func(cfg C) func(http.Handler) http.Handler) harness.Builder {
	return func(w *harness.World) http.Handler {
		stage := harness.Setting[stage](w, payments)
		return stage(w, func(c config) func(http.Handler) http.Handler { return f(configOf[C](c)) })
	}
}

// Run runs the suite as a test: go test skips it until it is asked for by name.
func Run[C any](t *testing.T, f func(cfg C) func(http.Handler) http.Handler) {
	t.Helper()
	Suite.Run(t, Build(f))
}

// Suite holds the promises of the challenge's README, in its order.
var Suite = harness.Suite{Name: "middleware", Scenarios: scenarios.Number("M",
	pay.HappyPath(),
	bareAnswer(),
	retry(),
	replay(),
	failuresAreAnswers(),
	pay.OtherKeys(),
	pay.OpaqueKeys(),
	keyRequired(),
	optional(),
	headerName(),
	methods(),
	requestUntouched(),
	untilTheEnd(),
	pay.NewFromTheEnd(),
	pay.FromCompletion(),
	pay.NoSliding(),
	pay.Duplicates(),
	pay.SlowBodies(),
	noQueue(),
	noRace(),
	pay.ExpiredDuplicates(),
	pay.OutlivesTTL(),
	pay.CleanUpSpares(),
	pay.CleanUpDelaysNobody(),
	pay.ManyKeys(),
	pay.KeyBytes(),
	routes(),
	mounts(),
	callers(),
	outerHeaders(),
	writer(),
	panics(),
	clientLeaves(),
	halfUpload(),
	waiters(),
	timeouts(),
	proxy(),
	memoryComesBack(),
	pay.CleanUpStops(),
	pay.CleanEnd(),
	separate(),
	pay.ExpiringStorm(),
	slowReaders(),
	requestChanged(),
), Work: pay.Work()}

// scenario fills in what the challenge's own scenarios share.
func scenario(level int, name, story string, cases ...harness.Case) harness.Scenario {
	return harness.Scenario{Name: name, Level: level, Story: story, Cases: cases, Rules: []judge.Rule{
		judge.NoFaults(),
		judge.AtMostOnce(pay.Effect),
		judge.Asked(pay.Effect),
		judge.NoEarlySuccess(pay.Effect),
		judge.EveryoneAnswered(),
		judge.WantedStatus(),
		judge.SameBytes(cell, fields...),
	}}
}

// ordering is a scenario in which every success is an order's.
func ordering(level int, name, story string, cases ...harness.Case) harness.Scenario {
	s := scenario(level, name, story, cases...)
	s.Rules = slices.Insert(s.Rules, 2, handlersAnswer())
	return s
}
