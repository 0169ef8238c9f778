// Package alternatives holds other correct answers to the challenge fulfill, one style a file.
package alternatives

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

// New is what the challenge asks for.
type New = func(ctx context.Context, os []orders.Order, s warehouse.Shipper, b bank.Refunder) http.Handler

// All lists the alternatives.
var All = []solutions.Alternative[New]{
	lockPerOrder,
	loadOrStore,
	flight,
	ownerGoroutine,
	goroutinePerOrder,
	detachedWorker,
	compareAndSwap,
	journal,
}
