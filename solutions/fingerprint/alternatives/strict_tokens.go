package alternatives

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var strictTokens = solutions.Alternative[New]{
	Name:     "strict-tokens",
	Tradeoff: "Choose it when a body must have one reading only: a walk over the tokens refuses a member that stands twice and writes the canonical form itself, at the price of a small parser of your own.",
	New: func(ctx context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return reservations.Mux(func(w http.ResponseWriter, r *http.Request) {
			if o, ok := reservations.ReadWith(w, r, decodeStrictly); ok {
				b.answer(r.Context(), w, o.Identity(), func() reservations.Answer { return reserve(r.Context(), s, o) })
			}
		})
	},
}

func decodeStrictly(data []byte) (reservations.Order, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	c, err := appendValue(nil, d)
	if err != nil {
		return reservations.Order{}, err
	}
	if _, err := d.Token(); err != io.EOF {
		return reservations.Order{}, errors.New("something follows the JSON value")
	}
	items, err := reservations.Items(c)
	return reservations.Order{Items: items, Canonical: c}, err
}

// appendValue reads a value and appends its canonical form.
func appendValue(out []byte, d *json.Decoder) ([]byte, error) {
	t, err := d.Token()
	if err != nil {
		return nil, errors.New("the body is not JSON")
	}
	switch t {
	case json.Delim('{'):
		return appendObject(out, d)
	case json.Delim('['):
		return appendArray(out, d)
	}
	b, err := json.Marshal(t)
	return append(out, b...), err
}

func appendArray(out []byte, d *json.Decoder) (_ []byte, err error) {
	out = append(out, '[')
	for i := 0; d.More(); i++ {
		if i > 0 {
			out = append(out, ',')
		}
		if out, err = appendValue(out, d); err != nil {
			return nil, err
		}
	}
	_, err = d.Token()
	return append(out, ']'), err
}

// A member is a name and what stands behind it, both as text.
type member struct {
	name string
	text []byte
}

func appendObject(out []byte, d *json.Decoder) ([]byte, error) {
	var ms []member
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, err
		}
		text, err := json.Marshal(name)
		if err != nil {
			return nil, err
		}
		m := member{name: name.(string), text: append(text, ':')}
		if m.text, err = appendValue(m.text, d); err != nil {
			return nil, err
		}
		ms = append(ms, m)
	}
	slices.SortFunc(ms, func(a, b member) int { return bytes.Compare([]byte(a.name), []byte(b.name)) })
	out = append(out, '{')
	for i, m := range ms {
		if i > 0 {
			if m.name == ms[i-1].name {
				return nil, fmt.Errorf("%q stands twice in an object", m.name)
			}
			out = append(out, ',')
		}
		out = append(out, m.text...)
	}
	_, err := d.Token()
	return append(out, '}'), err
}
