package wrong

import (
	"context"
	"encoding/json"
	"math/big"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var bigFloats = solutions.Wrong[New]{
	Name:   "big-floats",
	Caught: "P11",
	Why:    "Numbers are compared as big.Float, which is not exact either: it keeps 64 bits unless it is told otherwise.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(moveOnce(b, func(req transfers.Request) any {
			return hashOf(mapped(decoded(req.Body), func(v any) any {
				n, ok := v.(json.Number)
				if !ok {
					return v
				}
				f, _, err := big.ParseFloat(n.String(), 10, 64, big.ToNearestEven)
				if err != nil {
					return v
				}
				return []any{"number", f.Text('p', 0)}
			}))
		}))
	},
}
