package alternatives

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var lockPerOrder = solutions.Alternative[New]{
	Name:     "lock-per-order",
	Tradeoff: "payments and shipments of one order take turns at its lock, so that nobody is told 409 for coming at the wrong moment; whoever waits holds a connection for as long as the bank takes",
	New: func(_ context.Context, b shop.Bank, s warehouse.Shipper, ttl time.Duration) http.Handler {
		sh := shop.New(b, s, ttl)
		sh.Claim = func(o *shop.Order) bool {
			o.Turn.Lock()
			return true
		}
		sh.Free = func(o *shop.Order) { o.Turn.Unlock() }
		return sh.Handler()
	},
}
