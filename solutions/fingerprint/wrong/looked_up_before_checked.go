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

var lookedUpBeforeChecked = solutions.Wrong[New]{
	Name:   "looked-up-before-checked",
	Caught: "F13",
	Why:    "The first JSON value is looked up before what stands behind it: an invalid body gets the answer to a valid one.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		first := decodeBy(func(data []byte) (reservations.Order, error) {
			var v json.RawMessage
			if err := json.NewDecoder(bytes.NewReader(data)).Decode(&v); err != nil {
				return reservations.Order{}, err
			}
			return reservations.Decode(v)
		})
		return serveWith(first, func(ctx context.Context, o reservations.Order) reservations.Answer {
			if rec, ok := b.find(o.Identity()); ok {
				return rec.wait(ctx)
			}
			if !json.Valid(o.Body) {
				return reservations.Invalid
			}
			return b.once(ctx, o.Identity(), func() reservations.Answer { return reserve(ctx, s, o) })
		})
	},
}
