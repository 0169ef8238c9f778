package wrong

import (
	"context"
	"net/http"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var capitalsOfAllScripts = solutions.Wrong[New]{
	Name:   "capitals-of-all-scripts",
	Caught: "K7",
	Why:    "unicode.IsUpper knows the capital letters of every script: the bank is asked for \"ÄÖÜ\".",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serveWith(decodeBy(func(data []byte) (payments.Request, error) {
			req, err := payments.Parse(data)
			if err == nil && (utf8.RuneCountInString(req.Currency) != 3 || strings.TrimFunc(req.Currency, unicode.IsUpper) != "") {
				err = payments.ValidCurrency(req.Currency)
			}
			if err == nil {
				err = payments.ValidAmount(req.Amount)
			}
			return req, err
		}), payOnce(b, byScope))
	},
}
