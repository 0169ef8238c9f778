package wrong

import (
	"context"
	"hash/fnv"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var fnv32OfKey = solutions.Wrong[New]{
	Name:   "fnv32-of-key",
	Caught: "K5",
	Why:    "Records are found by a 32-bit FNV hash of the key alone: two keys with equal hashes become one payment.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		type sum struct {
			caller string
			key    uint32
		}
		return serve(payOnce(b, func(req payments.Request) any {
			h := fnv.New32a()
			_, _ = h.Write([]byte(req.Key))
			return sum{req.Caller, h.Sum32()}
		}))
	},
}
