package wrong

import (
	"context"
	"hash/crc32"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var crc32OfKey = solutions.Wrong[New]{
	Name:   "crc32-of-key",
	Caught: "K5",
	Why:    "Records are found by the CRC-32 of the key alone: two keys with equal sums become one payment.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		type sum struct {
			caller string
			key    uint32
		}
		return serve(payOnce(b, func(req payments.Request) any {
			return sum{req.Caller, crc32.ChecksumIEEE([]byte(req.Key))}
		}))
	},
}
