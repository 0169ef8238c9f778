package alternatives

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

// running is the status of an order while its outcome is still to come.
const running = "running"

var compareAndSwap = solutions.Alternative[New]{
	Name:     "compare-and-swap",
	Tradeoff: "What one does with a version column and no locks: swap the record if nobody else has; those who wait have to poll.",
	New: func(ctx context.Context, os []orders.Order, s warehouse.Shipper, b bank.Refunder) http.Handler {
		effects := orders.Effects{Shipper: s, Refunder: b}
		cells := map[string]*atomic.Pointer[orders.Record]{}
		for id, rec := range orders.Records(os) {
			cells[id] = &atomic.Pointer[orders.Record]{}
			cells[id].Store(&rec)
		}
		return orders.Mux(func(r *http.Request, id, to string) orders.Answer {
			cell, ok := cells[id]
			if !ok {
				return orders.NotFound
			}
			for {
				switch rec := cell.Load(); rec.Status {
				case orders.Paid:
					busy := *rec
					busy.Status = running
					if cell.CompareAndSwap(rec, &busy) {
						return swapped(context.WithoutCancel(r.Context()), effects, cell, *rec, to)
					}
				case running:
					select {
					case <-time.After(50 * time.Millisecond):
					case <-r.Context().Done():
						return orders.InFlight
					}
				default:
					return rec.Answer(to)
				}
			}
		})
	},
}

// swapped does the work of whoever has swapped the record.
func swapped(ctx context.Context, effects orders.Effects, cell *atomic.Pointer[orders.Record], rec orders.Record, to string) (a orders.Answer) {
	after := rec
	after.Status = orders.Busy // stands if the effect panics
	defer func() { cell.Store(&after) }()
	after, a = rec.After(to, effects.Run(ctx, rec.Order, to))
	return a
}
