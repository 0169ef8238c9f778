package wrong

import (
	"context"
	"fmt"
	"net/http"
	"sync"

	"golang.org/x/sync/singleflight"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var singleflightThenStore = solutions.Wrong[New]{
	Name:   "singleflight-then-store",
	Caught: "K9",
	Why:    "The result is stored after the flight has landed: a duplicate that comes between landing and storing starts another one.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		var flights singleflight.Group
		var answers sync.Map
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			if a, ok := answers.Load(req.Scope()); ok {
				return a.(payments.Answer)
			}
			v, _, _ := flights.Do(fmt.Sprintf("%q", req.Scope()), func() (any, error) {
				return charge(ctx, b, req), nil
			})
			a := v.(payments.Answer)
			if final(a) {
				answers.Store(req.Scope(), a) // inside the flight, with another look-up, this would be right
			}
			return a
		})
	},
}
