package alternatives

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var ownerGoroutine = solutions.Alternative[New]{
	Name:     "owner-goroutine",
	Tradeoff: "One goroutine owns all orders and nobody locks; it must never do the slow part itself, and must end with the server.",
	New: func(ctx context.Context, os []orders.Order, s warehouse.Shipper, b bank.Refunder) http.Handler {
		effects := orders.Effects{Shipper: s, Refunder: b}
		o := &owner{ctx: ctx, steps: make(chan func(map[string]orders.Record))}
		go o.run(orders.Records(os))
		return orders.Mux(func(r *http.Request, id, to string) orders.Answer {
			rec, found := o.claim(id)
			switch {
			case !found:
				return orders.NotFound
			case rec.Status != orders.Paid:
				return rec.Answer(to)
			}
			rec, a := rec.After(to, effects.Run(context.WithoutCancel(r.Context()), rec.Order, to))
			o.do(func(records map[string]orders.Record) { records[id] = rec })
			return a
		})
	},
}

// An owner runs steps on the orders, one at a time.
type owner struct {
	ctx   context.Context
	steps chan func(map[string]orders.Record)
}

func (o *owner) run(records map[string]orders.Record) {
	for {
		select {
		case step := <-o.steps:
			step(records)
		case <-o.ctx.Done():
			return
		}
	}
}

// do returns when the owner has run step, or the server shuts down.
func (o *owner) do(step func(map[string]orders.Record)) {
	done := make(chan struct{})
	select {
	case o.steps <- func(records map[string]orders.Record) { step(records); close(done) }:
		<-done
	case <-o.ctx.Done():
	}
}

// claim returns the order as it was, and marks it as busy when that was paid.
func (o *owner) claim(id string) (rec orders.Record, found bool) {
	o.do(func(records map[string]orders.Record) {
		if rec, found = records[id]; rec.Status == orders.Paid {
			busy := rec
			busy.Status = orders.Busy
			records[id] = busy
		}
	})
	return rec, found
}
