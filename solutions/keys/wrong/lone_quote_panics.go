package wrong

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
)

var loneQuotePanics = solutions.Wrong[New]{
	Name:   "lone-quote-panics",
	Caught: "K13",
	Why:    "The quotes are cut off without a look at the length: the key that is one quote begins and ends with it, and the handler panics.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serveWith(keyBy(func(r *http.Request) (string, error) {
			key := r.Header.Get("Idempotency-Key")
			if strings.HasPrefix(key, `"`) && strings.HasSuffix(key, `"`) {
				key = key[1 : len(key)-1]
			}
			if key == "" || len(key) > 255 {
				return "", errors.New("Idempotency-Key must have 1 to 255 bytes")
			}
			return key, nil
		}), payOnce(b, byScope))
	},
}
