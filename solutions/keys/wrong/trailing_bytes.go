package wrong

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var trailingBytes = solutions.Wrong[New]{
	Name:   "trailing-bytes",
	Caught: "K7",
	Why:    "One JSON value is decoded and what follows is not looked at: a body that holds two payments passes for one.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serveWith(decodeBy(func(data []byte) (payments.Request, error) {
			var first json.RawMessage
			if err := json.NewDecoder(bytes.NewReader(data)).Decode(&first); err != nil {
				return payments.Request{}, err
			}
			return payments.Decode(first)
		}), payOnce(b, byScope))
	},
}
