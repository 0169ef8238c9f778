package wrong

import (
	"context"
	"hash/fnv"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var fnv32OfPayload = solutions.Wrong[New]{
	Name:   "fnv32-of-payload",
	Caught: "P13",
	Why:    "A hash of 32 bits stands for the payload: made for hash tables, it collides after some ten thousand payloads.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(moveOnce(b, func(req transfers.Request) any {
			h := fnv.New32a()
			_, _ = h.Write(req.Body)
			return h.Sum32()
		}))
	},
}
