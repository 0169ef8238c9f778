package wrong

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var firstOfTwo = solutions.Wrong[New]{
	Name:   "first-of-two",
	Caught: "F10",
	Why:    "Of a member that stands twice the fingerprint takes the first, the order the last.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, byBody(func(o reservations.Order) []byte {
			d := json.NewDecoder(bytes.NewReader(o.Body))
			d.UseNumber()
			out, _ := json.Marshal(firsts(d))
			return out
		})))
	},
}

// firsts decodes a valid value. Of a name that stands twice in an object the first value counts.
func firsts(d *json.Decoder) any {
	t, _ := d.Token()
	switch t {
	case json.Delim('{'):
		m := map[string]any{}
		for d.More() {
			name, _ := d.Token()
			v := firsts(d)
			if _, ok := m[name.(string)]; !ok {
				m[name.(string)] = v
			}
		}
		_, _ = d.Token()
		return m
	case json.Delim('['):
		a := []any{}
		for d.More() {
			a = append(a, firsts(d))
		}
		_, _ = d.Token()
		return a
	}
	return t
}
