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

var decodedTwice = solutions.Wrong[New]{
	Name:   "decoded-twice",
	Caught: "F10",
	Why:    "The fingerprint is made of a map and the order of a struct, each decoded from the body: a member that stands twice is read in two ways.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serveWith(decodeBy(func(data []byte) (reservations.Order, error) {
			o := reservations.Order{}
			v, err := reservations.Parse(data)
			if err != nil {
				return o, err
			}
			o.Canonical, _ = json.Marshal(v)
			o.Items, err = reservations.Items(data)
			return o, err
		}), makeOnce(s, window, byIdentity))
	},
}
