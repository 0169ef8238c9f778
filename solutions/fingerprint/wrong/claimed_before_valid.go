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

var claimedBeforeValid = solutions.Wrong[New]{
	Name:   "claimed-before-valid",
	Caught: "F13",
	Why:    "The fingerprint is claimed before the items are checked, and an invalid order leaves the claim behind.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		parse := decodeBy(func(data []byte) (reservations.Order, error) {
			v, err := reservations.Parse(data)
			o := reservations.Order{}
			o.Canonical, _ = json.Marshal(v)
			return o, err
		})
		return serveWith(parse, func(ctx context.Context, o reservations.Order) (a reservations.Answer) {
			rec, mine := b.claim(o.Identity())
			if !mine {
				select {
				case <-rec.done:
					return rec.answer
				default:
					return reservations.InFlight
				}
			}
			var err error
			if o.Items, err = reservations.Items(o.Canonical); err != nil {
				return reservations.Invalid
			}
			b.finish(rec, reserve(ctx, s, o))
			return rec.answer
		})
	},
}
