package wrong

import (
	"context"
	"fmt"
	"net/http"

	"golang.org/x/sync/singleflight"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var singleflightOnly = solutions.Wrong[New]{
	Name:   "singleflight-only",
	Caught: "K2",
	Why:    "Only requests at the same time are merged and nothing is stored: a retry after the answer charges again.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		var flights singleflight.Group
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			v, _, _ := flights.Do(fmt.Sprintf("%q", req.Scope()), func() (any, error) {
				return charge(ctx, b, req), nil
			})
			return v.(payments.Answer)
		})
	},
}
