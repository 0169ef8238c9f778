package alternatives

import (
	"context"
	"encoding/json"
	"math/big"
	"net/http"
	"strings"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var exactValues = solutions.Alternative[New]{
	Name:     "exact-values",
	Tradeoff: "Choose it when clients are many and write numbers as they like: 2.50, 2.5 and 25e-1 are one number, compared as a fraction, never as a float64; a number whose exponent is enormous has to be left as it is, or it would fill the memory.",
	New: func(ctx context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return reservations.Mux(func(w http.ResponseWriter, r *http.Request) {
			o, ok := reservations.Read(w, r)
			if !ok {
				return
			}
			v, err := reservations.Parse(o.Canonical)
			if err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
			if o.Canonical, err = json.Marshal(byValue(v)); err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
			b.answer(r.Context(), w, o.Identity(), func() reservations.Answer { return reserve(r.Context(), s, o) })
		})
	},
}

// byValue puts a name for its value in the place of each number. It is no JSON any more, but as good
// for comparing: an array around the name tells it from a string, and a number from an array.
func byValue(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, x := range v {
			v[name] = byValue(x)
		}
	case []any:
		for i, x := range v {
			v[i] = byValue(x)
		}
		return map[string]any{"array": v}
	case json.Number:
		return []string{fraction(v.String())}
	}
	return v
}

// fraction is the exact value of a number, or the number as it is written where that is too large.
func fraction(s string) string {
	_, exponent, _ := strings.Cut(strings.ToLower(s), "e")
	if r, ok := new(big.Rat).SetString(s); len(exponent) <= 4 && ok {
		return r.RatString()
	}
	return s
}
