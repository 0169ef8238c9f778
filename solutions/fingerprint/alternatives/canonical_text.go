package alternatives

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"slices"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var canonicalText = solutions.Alternative[New]{
	Name:     "canonical-text",
	Tradeoff: "Choose it when bodies are small: the canonical text itself is the map's key, so that there is no hash to choose and nothing can collide, and strings and numbers stay as they are written, but a large body stays in memory for the whole window.",
	New: func(ctx context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		type scope struct{ caller, method, path, text string }
		b := newBook(window)
		return reservations.Mux(func(w http.ResponseWriter, r *http.Request) {
			if o, ok := reservations.ReadWith(w, r, decodeText); ok {
				id := scope{o.Caller, o.Method, o.Path, string(o.Canonical)}
				b.answer(r.Context(), w, id, func() reservations.Answer { return reserve(r.Context(), s, o) })
			}
		})
	},
}

func decodeText(data []byte) (reservations.Order, error) {
	if !json.Valid(data) {
		return reservations.Order{}, errors.New("the body is not one JSON value")
	}
	c := sorted(data)
	items, err := reservations.Items(c)
	return reservations.Order{Items: items, Canonical: c}, err
}

// sorted writes valid JSON with the names of all its objects sorted, and everything else as it is.
func sorted(text json.RawMessage) []byte {
	text = bytes.TrimSpace(text)
	var out bytes.Buffer
	switch text[0] {
	case '{':
		var members map[string]json.RawMessage
		_ = json.Unmarshal(text, &members) // it is valid
		out.WriteByte('{')
		for i, name := range slices.SortedFunc(maps.Keys(members), cmp.Compare[string]) {
			quoted, _ := json.Marshal(name)
			out.WriteString(separator(i))
			out.Write(append(quoted, ':'))
			out.Write(sorted(members[name]))
		}
		out.WriteByte('}')
	case '[':
		var values []json.RawMessage
		_ = json.Unmarshal(text, &values)
		out.WriteByte('[')
		for i, v := range values {
			out.WriteString(separator(i))
			out.Write(sorted(v))
		}
		out.WriteByte(']')
	default:
		return text
	}
	return out.Bytes()
}

func separator(i int) string {
	if i == 0 {
		return ""
	}
	return ","
}
