package alternatives

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var lockPerOrder = solutions.Alternative[New]{
	Name:     "lock-per-order",
	Tradeoff: "The shortest one that is right: a lock for each order, held while it is shipped or refunded; each duplicate costs a blocked goroutine.",
	New: func(ctx context.Context, os []orders.Order, s warehouse.Shipper, b bank.Refunder) http.Handler {
		effects := orders.Effects{Shipper: s, Refunder: b}
		entries := map[string]*lockedOrder{}
		for id, rec := range orders.Records(os) {
			entries[id] = &lockedOrder{rec: rec}
		}
		return orders.Mux(func(r *http.Request, id, to string) orders.Answer {
			e, ok := entries[id] // the map itself never changes
			if !ok {
				return orders.NotFound
			}
			return e.move(context.WithoutCancel(r.Context()), effects, to)
		})
	},
}

type lockedOrder struct {
	mu  sync.Mutex // held while the order is shipped or refunded
	rec orders.Record
}

func (e *lockedOrder) move(ctx context.Context, effects orders.Effects, to string) (a orders.Answer) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.rec.Status != orders.Paid {
		return e.rec.Answer(to)
	}
	e.rec.Status = orders.Busy // stands if the effect panics
	err := effects.Run(ctx, e.rec.Order, to)
	e.rec, a = e.rec.After(to, err)
	return a
}
