package wrong

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var fourLevels = solutions.Wrong[New]{
	Name:   "four-levels",
	Caught: "F4",
	Why:    "Names are sorted down to the fourth level: nobody nests deeper, it is thought.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, byBody(func(o reservations.Order) []byte { return sortedTo(4, o.Body) })))
	},
}

// sortedTo sorts the names of the outermost levels of objects and arrays, and compacts what is deeper.
func sortedTo(levels int, text json.RawMessage) []byte {
	var members map[string]json.RawMessage
	var values []json.RawMessage
	var out any = text
	switch {
	case levels == 0:
	case json.Unmarshal(text, &members) == nil && members != nil:
		for name, x := range members {
			members[name] = sortedTo(levels-1, x)
		}
		out = members
	case json.Unmarshal(text, &values) == nil && values != nil:
		for i, x := range values {
			values[i] = sortedTo(levels-1, x)
		}
		out = values
	}
	b, _ := json.Marshal(out)
	return b
}
