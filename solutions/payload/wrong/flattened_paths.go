package wrong

import (
	"context"
	"fmt"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var flattenedPaths = solutions.Wrong[New]{
	Name:   "flattened-paths",
	Caught: "P10",
	Why:    "The payload is flattened to a map of paths such as memo.a before it is hashed: a dot in a name looks like nesting, and what is empty has no path.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(moveOnce(b, func(req transfers.Request) any {
			flat := map[string]any{}
			flatten(flat, "", decoded(req.Body))
			return hashOf(flat)
		}))
	},
}

func flatten(flat map[string]any, path string, v any) {
	switch v := v.(type) {
	case map[string]any:
		for k, e := range v {
			flatten(flat, path+"."+k, e)
		}
	case []any:
		for i, e := range v {
			flatten(flat, fmt.Sprintf("%s[%d]", path, i), e)
		}
	default:
		flat[path] = v
	}
}
