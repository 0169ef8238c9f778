package alternatives

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var goroutinePerOrder = solutions.Alternative[New]{
	Name:     "goroutine-per-order",
	Tradeoff: "Each order lives on a goroutine of its own, which takes one request after the other: nothing is shared, and nobody else waits; as many goroutines as orders.",
	New: func(ctx context.Context, os []orders.Order, s warehouse.Shipper, b bank.Refunder) http.Handler {
		effects := orders.Effects{Shipper: s, Refunder: b}
		actors := map[string]actor{}
		for id, rec := range orders.Records(os) {
			actors[id] = make(actor)
			go actors[id].live(ctx, effects, rec)
		}
		return orders.Mux(func(r *http.Request, id, to string) orders.Answer {
			a, ok := actors[id]
			if !ok {
				return orders.NotFound
			}
			return a.ask(ctx, r, to)
		})
	},
}

// An actor is the mailbox of one order.
type actor chan letter

type letter struct {
	ctx    context.Context
	to     string
	answer chan<- orders.Answer // with room for one: its reader may have left
}

func (a actor) live(ctx context.Context, effects orders.Effects, rec orders.Record) {
	for {
		select {
		case l := <-a:
			rec = l.open(effects, rec)
		case <-ctx.Done():
			return
		}
	}
}

// open does what the letter asks for and returns the order as it is then.
func (l letter) open(effects orders.Effects, rec orders.Record) (after orders.Record) {
	if rec.Status != orders.Paid {
		l.answer <- rec.Answer(l.to)
		return rec
	}
	after, answer := rec, orders.Unknown
	after.Status = orders.Busy // stands if the effect panics
	defer func() {
		_ = recover()
		l.answer <- answer
	}()
	after, answer = rec.After(l.to, effects.Run(l.ctx, rec.Order, l.to))
	return after
}

// ask waits for its turn and the answer as long as there is somebody to read it.
func (a actor) ask(ctx context.Context, r *http.Request, to string) orders.Answer {
	answer := make(chan orders.Answer, 1)
	select {
	case a <- letter{context.WithoutCancel(r.Context()), to, answer}:
	case <-r.Context().Done():
		return orders.InFlight
	case <-ctx.Done():
		return orders.InFlight
	}
	select {
	case got := <-answer:
		return got
	case <-r.Context().Done():
		return orders.InFlight
	}
}
