package wrong

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var amountAsFloat = solutions.Wrong[New]{
	Name:   "amount-as-float",
	Caught: "E1",
	Why:    "The amount is decoded as a float64: beyond 2^53 the bank is asked for another amount than the client wrote.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		return serveWith(decodeBy(func(data []byte) (payments.Request, error) {
			req, err := payments.Decode(data)
			if err != nil {
				return req, err
			}
			var fields struct{ Amount float64 }
			err = json.Unmarshal(data, &fields)
			req.Amount = int64(fields.Amount)
			return req, err
		}), payFrom(newBook(ttl), b))
	},
}
