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

var strictJson = solutions.Wrong[New]{
	Name:   "strict-json",
	Caught: "K1",
	Why:    "A body with a field that the server does not know is refused: a client that sends more than it has to can not pay.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serveWith(decodeBy(func(data []byte) (payments.Request, error) {
			var req payments.Request
			d := json.NewDecoder(bytes.NewReader(data))
			d.DisallowUnknownFields()
			if err := d.Decode(&req); err != nil {
				return req, err
			}
			return payments.Decode(data)
		}), payOnce(b, byScope))
	},
}
