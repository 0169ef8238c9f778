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

var journal = solutions.Alternative[New]{
	Name:     "event-journal",
	Tradeoff: "Entries are only ever appended, and an order is what its last entry says: the intent stands in it before the act, so that a restart knows what is in doubt.",
	New: func(ctx context.Context, os []orders.Order, s warehouse.Shipper, b bank.Refunder) http.Handler {
		effects := orders.Effects{Shipper: s, Refunder: b}
		l := &ledger{}
		for _, o := range os {
			l.entries = append(l.entries, orders.Record{Order: o})
		}
		return orders.Mux(func(r *http.Request, id, to string) orders.Answer {
			rec, mine, ok := l.intend(id)
			switch {
			case !ok:
				return orders.NotFound
			case !mine:
				return rec.Answer(to)
			}
			rec, a := rec.After(to, effects.Run(context.WithoutCancel(r.Context()), rec.Order, to))
			l.append(rec)
			return a
		})
	},
}

// A ledger is append-only.
type ledger struct {
	mu      sync.Mutex
	entries []orders.Record
}

// intend reads the order and, when it is paid, writes down that something is about to be done.
func (l *ledger) intend(id string) (rec orders.Record, mine, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, e := range l.entries {
		if e.ID == id {
			rec, ok = e, true
		}
	}
	if rec.Status != orders.Paid {
		return rec, false, ok
	}
	busy := rec
	busy.Status = orders.Busy
	l.entries = append(l.entries, busy)
	return rec, true, true
}

func (l *ledger) append(rec orders.Record) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.entries = append(l.entries, rec)
}
