package wrong

import (
	"context"
	"hash/crc32"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var crc32OfPayload = solutions.Wrong[New]{
	Name:   "crc32-of-payload",
	Caught: "P13",
	Why:    "A checksum of 32 bits stands for the payload: it finds errors of transmission, not other transfers.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(moveOnce(b, func(req transfers.Request) any { return crc32.ChecksumIEEE(req.Body) }))
	},
}
