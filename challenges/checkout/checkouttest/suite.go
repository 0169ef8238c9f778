// Package checkouttest is the hidden acceptance suite of the challenge checkout. Open it last.
package checkouttest

import (
	"context"
	"net/http"
	"slices"
	"testing"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/bank/banktest"
	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/challenges/warehouse/warehousetest"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/scenarios"
)

// A Bank takes money and gives it back, and honours references: the challenge's own type Bank.
type Bank interface {
	bank.Charger
	bank.Refunder
}

// Build makes handlers in a World, each with an account of its own at the bank. B is the type by which
// the answer calls its Bank.
func Build[B Bank](f func(ctx context.Context, b B, s warehouse.Shipper, ttl time.Duration) http.Handler) harness.Builder {
	return func(w *harness.World) http.Handler {
		account := any(banktest.NewAccount(w)).(B)
		return f(w.Context(), account, warehousetest.Warehouse{World: w}, scenarios.TTL(w, day))
	}
}

// outside is what a server outside of the kit's process is given.
func outside(w *harness.World) harness.Surroundings {
	return harness.Surroundings{
		Services: map[string]http.Handler{
			"BANK_URL":      banktest.Serve(banktest.NewAccount(w)),
			"WAREHOUSE_URL": warehousetest.Serve(warehousetest.Warehouse{World: w}),
		},
		Env: scenarios.KeyTTL(w, day),
	}
}

// Run runs the suite as a test: go test skips it until it is asked for by name.
func Run[B Bank](t *testing.T, f func(ctx context.Context, b B, s warehouse.Shipper, ttl time.Duration) http.Handler) {
	t.Helper()
	Suite.Run(t, Build(f))
}

// Suite holds the promises of the challenge's README, in its order: part by part.
var Suite = harness.Suite{Name: "checkout", Scenarios: scenarios.Number("C", slices.Concat(
	part(1, ordersAndPayments()...),
	part(2, duplicatesInFlight()...),
	part(3, failures()...),
	part(4, refundsOfPayments()...),
)...), Work: orders.Work(), Outside: outside}

func part(n int, ss ...harness.Scenario) []harness.Scenario {
	for i := range ss {
		ss[i].Part = n
	}
	return ss
}

// scenario fills in what the challenge's own scenarios share.
func scenario(level int, name, story string, cases ...harness.Case) harness.Scenario {
	return harness.Scenario{Name: name, Level: level, Story: story, Cases: cases, Rules: rules()}
}

// joined is a promise that has the cases of several shared scenarios, and is judged by the rules of
// this challenge. It is explored as the first of them is.
func joined(level int, name, story string, ss ...harness.Scenario) harness.Scenario {
	out := scenario(level, name, story)
	out.Explore, out.Proves = ss[0].Explore, ss[0].Proves
	for _, s := range ss {
		for _, c := range s.Cases {
			if c.Name == "" {
				c.Name = s.Name
			}
			out.Cases = append(out.Cases, c)
		}
	}
	return out
}

func traffic(name string, drive func(c *harness.Client)) harness.Case {
	return harness.Case{Name: name, Drive: drive}
}

// explored sets how many preemptions are tried, and whether one at every statement is.
func explored(preemptions int, every bool, s harness.Scenario) harness.Scenario {
	s.Explore.Preemptions, s.Explore.Every = preemptions, every
	return s
}
