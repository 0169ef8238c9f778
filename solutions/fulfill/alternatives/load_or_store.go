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

// The paid orders are never changed: a claim beside one says what became of it.
var loadOrStore = solutions.Alternative[New]{
	Name:     "load-or-store",
	Tradeoff: "No lock of one's own: LoadOrStore is the claim, and a duplicate gets 409 at once; it needs clients that try again.",
	New: func(ctx context.Context, os []orders.Order, s warehouse.Shipper, b bank.Refunder) http.Handler {
		effects := orders.Effects{Shipper: s, Refunder: b}
		given := orders.Records(os)
		var claims sync.Map // order id → *claim
		return orders.Mux(func(r *http.Request, id, to string) orders.Answer {
			rec, ok := given[id]
			switch {
			case !ok:
				return orders.NotFound
			case rec.Status != orders.Paid:
				return rec.Answer(to)
			}
			c := &claim{}
			if other, taken := claims.LoadOrStore(id, c); taken {
				return other.(*claim).answer(to)
			}
			err := effects.Run(context.WithoutCancel(r.Context()), rec.Order, to)
			rec, a := rec.After(to, err)
			if rec.Status == orders.Paid {
				claims.CompareAndDelete(id, c)
				return a
			}
			c.settle(rec)
			return a
		})
	},
}

// A claim is made by the one request that may ship or refund the order.
type claim struct {
	mu      sync.Mutex
	settled bool
	rec     orders.Record
}

func (c *claim) settle(rec orders.Record) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.settled, c.rec = true, rec
}

func (c *claim) answer(to string) orders.Answer {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.settled {
		return orders.InFlight
	}
	return c.rec.Answer(to)
}
