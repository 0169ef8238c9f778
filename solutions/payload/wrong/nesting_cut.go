package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var nestingCut = solutions.Wrong[New]{
	Name:   "nesting-cut",
	Caught: "P10",
	Why:    "What is nested deeper than 64 levels is left out of what is compared: nobody nests that deep, but somebody who knows.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(moveOnce(b, func(req transfers.Request) any { return hashOf(cut(decoded(req.Body), 64)) }))
	},
}

// cut is v without what lies deeper than so many levels.
func cut(v any, levels int) any {
	switch v := v.(type) {
	case map[string]any:
		for k, e := range v {
			v[k] = cut(e, levels-1)
		}
	case []any:
		for i, e := range v {
			v[i] = cut(e, levels-1)
		}
	}
	if levels < 0 {
		return nil
	}
	return v
}
