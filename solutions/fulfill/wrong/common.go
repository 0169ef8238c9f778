package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions/internal/orders"
)

// A handler answers a request that wants the order with that id to have the status to.
type handler func(r *http.Request, id, to string) orders.Answer

// with makes an answer of what f does with the orders and the effects.
func with(f func(b *book, e orders.Effects) handler) New {
	return func(_ context.Context, os []orders.Order, s warehouse.Shipper, r bank.Refunder) http.Handler {
		return orders.Mux(f(&book{records: orders.Records(os)}, orders.Effects{Shipper: s, Refunder: r}))
	}
}

// A book holds the orders. Each of its methods is one atomic step.
type book struct {
	mu      sync.Mutex
	records map[string]orders.Record
}

func (b *book) read(id string) (rec orders.Record, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	rec, ok = b.records[id]
	return rec, ok
}

func (b *book) write(rec orders.Record) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.records[rec.ID] = rec
}

// set gives an order a status.
func (b *book) set(id, status string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	rec := b.records[id]
	rec.Status = status
	b.records[id] = rec
}

// claim returns the order as it was. When that was paid it is the caller's, and busy for everybody
// else.
func (b *book) claim(id string) (rec orders.Record, mine, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	rec, ok = b.records[id]
	if !ok || rec.Status != orders.Paid {
		return rec, false, ok
	}
	busy := rec
	busy.Status = orders.Busy
	b.records[id] = busy
	return rec, true, true
}

// right is the right answer.
func (b *book) right(e orders.Effects) handler {
	return func(r *http.Request, id, to string) orders.Answer {
		rec, mine, ok := b.claim(id)
		switch {
		case !ok:
			return orders.NotFound
		case !mine:
			return rec.Answer(to)
		}
		rec, a := rec.After(to, e.Run(lasting(r), rec.Order, to))
		b.write(rec)
		return a
	}
}

// lasting is a context that does not end with the client's request.
func lasting(r *http.Request) context.Context { return context.WithoutCancel(r.Context()) }
