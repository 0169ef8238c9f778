package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var unendedOwner = solutions.Wrong[New]{
	Name:   "unended-owner",
	Caught: "N22",
	Why:    "A goroutine looks after the orders in doubt and never hears that the server shuts down.",
	New: func(ctx context.Context, os []orders.Order, s warehouse.Shipper, r bank.Refunder) http.Handler {
		go func() {
			for range time.Tick(time.Hour) {
				_ = os // would report what is in doubt
			}
		}()
		return with(func(b *book, e orders.Effects) handler { return b.right(e) })(ctx, os, s, r)
	},
}
