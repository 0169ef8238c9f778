package wrong

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var flattenedPaths = solutions.Wrong[New]{
	Name:   "flattened-paths",
	Caught: "F6",
	Why:    "The body is flattened to paths and values: a dot in a name looks like a level.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, byBody(func(o reservations.Order) []byte {
			v, _ := reservations.Parse(o.Canonical)
			var lines []string
			flatten("", v, &lines)
			slices.Sort(lines)
			return []byte(strings.Join(lines, "\n"))
		})))
	},
}

func flatten(path string, v any, lines *[]string) {
	switch v := v.(type) {
	case map[string]any:
		if len(v) == 0 {
			*lines = append(*lines, path+"={}")
		}
		for name, x := range v {
			flatten(path+"."+name, x, lines)
		}
	case []any:
		if len(v) == 0 {
			*lines = append(*lines, path+"=[]")
		}
		for i, x := range v {
			flatten(fmt.Sprintf("%s[%d]", path, i), x, lines)
		}
	default:
		text, _ := json.Marshal(v)
		*lines = append(*lines, path+"="+string(text))
	}
}
