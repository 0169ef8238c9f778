package wrong

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var nothingBetween = solutions.Wrong[New]{
	Name:   "nothing-between",
	Caught: "F6",
	Why:    "Names and values are written into the hash one after the other, with nothing between them: a letter may move from one to the next.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, byBody(func(o reservations.Order) []byte {
			v, _ := reservations.Parse(o.Canonical)
			var out bytes.Buffer
			pour(&out, v)
			return out.Bytes()
		})))
	},
}

func pour(out *bytes.Buffer, v any) {
	switch v := v.(type) {
	case map[string]any:
		out.WriteByte('{')
		for _, name := range slices.Sorted(maps.Keys(v)) {
			out.WriteString(name)
			pour(out, v[name])
		}
		out.WriteByte('}')
	case []any:
		out.WriteByte('[')
		for _, x := range v {
			pour(out, x)
		}
		out.WriteByte(']')
	case string:
		out.WriteString(v)
	default:
		fmt.Fprintf(out, "(%T %v)", v, v)
	}
}
