package wrong

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var oddKey500 = solutions.Wrong[New]{
	Name:   "odd-key-500",
	Caught: "K13",
	Why:    "A key that begins with a quote is decoded and what does not decode is called an error of the server: a client's mistake looks like an outage.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		pay := payOnce(b, byScope)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			if strings.HasPrefix(req.Key, `"`) {
				key, err := strconv.Unquote(req.Key)
				if err != nil {
					return payments.Answer{Status: http.StatusInternalServerError, Body: []byte(`{"error":"internal error"}`)}
				}
				req.Key = key
			}
			return pay(ctx, req)
		})
	},
}
