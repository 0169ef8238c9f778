package wrong

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var arraysSorted = solutions.Wrong[New]{
	Name:   "arrays-sorted",
	Caught: "P10",
	Why:    "Canonical goes too far: arrays are sorted like members, and their order is lost.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(moveOnce(b, func(req transfers.Request) any {
			return hashOf(mapped(decoded(req.Body), func(v any) any {
				if a, ok := v.([]any); ok {
					slices.SortFunc(a, func(x, y any) int { return strings.Compare(fmt.Sprintf("%#v", x), fmt.Sprintf("%#v", y)) })
				}
				return v
			}))
		}))
	},
}
