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

var detachedWorker = solutions.Alternative[New]{
	Name:     "detached-worker",
	Tradeoff: "The work belongs to the server, not to a request: clients come and go, and all of them wait for it; a panic must be caught by hand.",
	New: func(ctx context.Context, os []orders.Order, s warehouse.Shipper, b bank.Refunder) http.Handler {
		y := &yard{ctx: ctx, effects: orders.Effects{Shipper: s, Refunder: b}, records: orders.Records(os), jobs: map[string]*job{}}
		return orders.Mux(func(r *http.Request, id, to string) orders.Answer {
			for {
				j, a := y.join(id, to)
				if j == nil {
					return a
				}
				select {
				case <-j.done:
				case <-r.Context().Done():
					return orders.InFlight // nobody is there to read it
				}
				if j.to == to {
					return j.answer
				}
				// It was the other thing that was being done: look again.
			}
		})
	},
}

type yard struct {
	ctx     context.Context
	effects orders.Effects

	mu      sync.Mutex
	records map[string]orders.Record
	jobs    map[string]*job // the one that is running, by order
}

// A job ships or refunds one order.
type job struct {
	to     string
	done   chan struct{} // closed when answer is set
	answer orders.Answer
}

// join returns the order's running job, or starts one when it is paid; nil: there is the answer.
func (y *yard) join(id, to string) (*job, orders.Answer) {
	y.mu.Lock()
	defer y.mu.Unlock()
	if j, ok := y.jobs[id]; ok {
		return j, orders.Answer{}
	}
	rec, ok := y.records[id]
	switch {
	case !ok:
		return nil, orders.NotFound
	case rec.Status != orders.Paid:
		return nil, rec.Answer(to)
	}
	j := &job{to: to, done: make(chan struct{})}
	y.jobs[id] = j
	go y.work(j, rec)
	return j, orders.Answer{}
}

func (y *yard) work(j *job, rec orders.Record) {
	after, answer := rec, orders.Unknown
	after.Status = orders.Busy // stands if the effect panics
	defer func() {
		_ = recover()
		y.mu.Lock()
		defer y.mu.Unlock()
		y.records[rec.ID], j.answer = after, answer
		delete(y.jobs, rec.ID)
		close(j.done)
	}()
	after, answer = rec.After(j.to, y.effects.Run(y.ctx, rec.Order, j.to))
}
