package wrong

import (
	"context"
	"hash/crc64"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var crc64OfOrder = solutions.Wrong[New]{
	Name:   "crc64-of-order",
	Caught: "F9",
	Why:    "The fingerprint is a CRC-64: long enough for chance, and linear, so that two orders that share it are quickly made.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		table := crc64.MakeTable(crc64.ECMA)
		return serve(makeOnce(s, window, func(o reservations.Order) any {
			return [2]any{o.Caller, crc64.Checksum(o.Canonical, table)}
		}))
	},
}
