package wrong

import (
	"context"
	"hash/crc32"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var lockStripes = solutions.Wrong[New]{
	Name:   "lock-stripes",
	Caught: "K11",
	Why:    "Keys share sixteen locks that are held across the charge: a slow payment stops every key that happens to have the same lock.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		var stripes [16]sync.Mutex
		pay := payOnce(b, byScope)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			stripe := &stripes[crc32.ChecksumIEEE([]byte(req.Key))%16]
			stripe.Lock()
			defer stripe.Unlock()
			return pay(ctx, req)
		})
	},
}
