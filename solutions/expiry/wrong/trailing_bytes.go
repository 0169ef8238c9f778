package wrong

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var trailingBytes = solutions.Wrong[New]{
	Name:   "trailing-bytes",
	Caught: "E7",
	Why:    "One JSON object is decoded and the rest of the body is never looked at: two payments sent by mistake in one body are answered as one.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		return serveWith(decodeBy(func(data []byte) (payments.Request, error) {
			var req payments.Request
			if err := json.NewDecoder(bytes.NewReader(data)).Decode(&req); err != nil {
				return req, err
			}
			return req, req.Valid()
		}), payFrom(newBook(ttl), b))
	},
}
