package wrong

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var braceTooMany = solutions.Wrong[New]{
	Name:   "brace-too-many",
	Caught: "K7",
	Why:    "Decoder.More is asked whether something follows the object: it is made for the inside of one, and says no to a brace or bracket.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serveWith(decodeBy(func(data []byte) (payments.Request, error) {
			var first json.RawMessage
			d := json.NewDecoder(bytes.NewReader(data))
			if err := d.Decode(&first); err != nil {
				return payments.Request{}, err
			}
			if d.More() {
				return payments.Request{}, errors.New("something follows the JSON object")
			}
			return payments.Decode(first)
		}), payOnce(b, byScope))
	},
}
