package alternatives

import (
	"context"
	"net/http"
	"sync"

	"golang.org/x/sync/singleflight"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var flight = solutions.Alternative[New]{
	Name:     "singleflight",
	Tradeoff: "Duplicates share one flight and its answer, as long as the record is read and written inside the flight; a panic is everybody's.",
	New: func(ctx context.Context, os []orders.Order, s warehouse.Shipper, b bank.Refunder) http.Handler {
		h := &hangar{effects: orders.Effects{Shipper: s, Refunder: b}, records: orders.Records(os)}
		return orders.Mux(func(r *http.Request, id, to string) orders.Answer {
			for {
				v, _, _ := h.flights.Do(id, func() (any, error) {
					return h.fly(context.WithoutCancel(r.Context()), id, to), nil
				})
				// A flight is for one order, so that fulfil and cancel exclude each other. Whoever
				// shared a flight that went elsewhere takes the next.
				if l := v.(landed); l.to == to {
					return l.answer
				}
			}
		})
	},
}

type hangar struct {
	effects orders.Effects
	flights singleflight.Group

	mu      sync.Mutex
	records map[string]orders.Record
}

type landed struct {
	to     string
	answer orders.Answer
}

// fly is one flight: there is at most one for each order.
func (h *hangar) fly(ctx context.Context, id, to string) landed {
	rec, ok := h.load(id)
	switch {
	case !ok:
		return landed{to, orders.NotFound}
	case rec.Status != orders.Paid:
		return landed{to, rec.Answer(to)}
	}
	stuck := rec
	stuck.Status = orders.Busy // stands if the effect panics
	h.store(stuck)
	rec, a := rec.After(to, h.effects.Run(ctx, rec.Order, to))
	h.store(rec)
	return landed{to, a}
}

func (h *hangar) load(id string) (orders.Record, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	rec, ok := h.records[id]
	return rec, ok
}

func (h *hangar) store(rec orders.Record) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.records[rec.ID] = rec
}
