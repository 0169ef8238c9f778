package wrong

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var joinedItems = solutions.Wrong[New]{
	Name:   "joined-items",
	Caught: "F6",
	Why:    "Articles and quantities are joined with colons and commas: an article with these in its name looks like two.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, func(o reservations.Order) any {
			var parts []string
			for _, it := range o.Items {
				parts = append(parts, fmt.Sprint(it.SKU, ":", it.Quantity))
			}
			return byBody(func(reservations.Order) []byte {
				return fmt.Append(nil, strings.Join(parts, ","), theRest(o.Canonical))
			})(o)
		}))
	},
}

// theRest is an order without the articles and quantities of its items, with numbers as they are written.
func theRest(canonical []byte) string {
	v, _ := reservations.Parse(canonical)
	m, _ := v.(map[string]any)
	items, _ := m["items"].([]any)
	for _, it := range items {
		if it, ok := it.(map[string]any); ok {
			delete(it, "sku")
			delete(it, "quantity")
			if len(it) > 0 {
				m["beside"] = items
			}
		}
	}
	delete(m, "items")
	out, _ := json.Marshal(m)
	return string(out)
}
