package wrong

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var zerosTrimmed = solutions.Wrong[New]{
	Name:   "zeros-trimmed",
	Caught: "P11",
	Why:    "Zeros behind a decimal point are trimmed to make 1.50 and 1.5 one number, and those of an exponent with them: 1.5e10 is 1.5e1.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(moveOnce(b, func(req transfers.Request) any {
			return hashOf(mapped(decoded(req.Body), func(v any) any {
				if n, ok := v.(json.Number); ok && strings.Contains(n.String(), ".") {
					return []any{"number", strings.TrimRight(strings.TrimRight(n.String(), "0"), ".")}
				}
				return v
			}))
		}))
	},
}
