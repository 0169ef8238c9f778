package wrong

import (
	"context"
	"net/http"
	"strings"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var stringsTrimmed = solutions.Wrong[New]{
	Name:   "strings-trimmed",
	Caught: "P10",
	Why:    "Strings are trimmed before they are compared, as in a form: an account that ends in a space is another account for the bank.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(moveOnce(b, func(req transfers.Request) any {
			return hashOf(mapped(decoded(req.Body), func(v any) any {
				if s, ok := v.(string); ok {
					return strings.TrimSpace(s)
				}
				return v
			}))
		}))
	},
}
