package wrong

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var fractionCut = solutions.Wrong[New]{
	Name:   "fraction-cut",
	Caught: "K7",
	Why:    "An amount with a fraction is cut to whole units in place of being refused: the client asked for something else.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serveWith(decodeBy(func(data []byte) (payments.Request, error) {
			req, err := payments.Decode(data)
			if err == nil {
				return req, nil
			}
			var loose struct {
				Amount   json.Number
				Currency string
			}
			if json.Unmarshal(data, &loose) != nil {
				return req, err
			}
			whole, _, _ := strings.Cut(loose.Amount.String(), ".")
			strict, _ := json.Marshal(map[string]any{"amount": json.Number(whole), "currency": loose.Currency})
			return payments.Decode(strict)
		}), payOnce(b, byScope))
	},
}
