package wrong

import (
	"context"
	"fmt"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var firstLevelOnly = solutions.Wrong[New]{
	Name:   "first-level-only",
	Caught: "P10",
	Why:    "The members are compared one level deep: what is nested counts by its kind only.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(moveOnce(b, func(req transfers.Request) any {
			v := decoded(req.Body).(map[string]any)
			for k, e := range v {
				switch e.(type) {
				case map[string]any, []any:
					v[k] = fmt.Sprintf("%T", e)
				}
			}
			return hashOf(v)
		}))
	},
}
