package wrong

import (
	"context"
	"crypto/rand"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var storedBeforeCharge = solutions.Wrong[New]{
	Name:   "stored-before-charge",
	Caught: "K9",
	Why:    "The success is stored before the bank is asked and corrected if it fails: a duplicate is told \"completed\" while nothing has been paid.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		var mu sync.Mutex
		answers := map[payments.Scope]payments.Answer{}
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			mu.Lock()
			a, known := answers[req.Scope()]
			if !known {
				a = payments.Success(req, bank.Receipt{ID: rand.Text()}) // an id of its own need not wait for the bank's
				answers[req.Scope()] = a
			}
			mu.Unlock()
			if known {
				return a
			}
			outcome := charge(ctx, b, req)
			if outcome.Status == http.StatusCreated {
				return a
			}
			mu.Lock()
			defer mu.Unlock()
			answers[req.Scope()] = outcome
			if !final(outcome) {
				delete(answers, req.Scope())
			}
			return outcome
		})
	},
}
