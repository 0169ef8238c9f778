package wrong

import (
	"context"
	"hash/crc32"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var crc32OfOrder = solutions.Wrong[New]{
	Name:   "crc32-of-order",
	Caught: "F9",
	Why:    "The fingerprint is a CRC-32, a checksum against noise on a line: whoever wants to can make two orders that share it.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, func(o reservations.Order) any {
			return [2]any{o.Caller, crc32.ChecksumIEEE(o.Canonical)}
		}))
	},
}
