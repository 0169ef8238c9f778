package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var waits = solutions.Wrong[New]{
	Name:   "waits",
	Caught: "I9",
	Why:    "A duplicate waits for the first request and gets its answer: right elsewhere, but here each one holds a connection for as long as the bank takes.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		w := &waiting{done: map[any]chan struct{}{}}
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			for {
				a, mine := bk.claim(req.Scope())
				if mine {
					done := w.open(req.Scope())
					defer close(done)
					a = charge(ctx, b, req)
					bk.settle(req.Scope(), a)
				}
				if a.Status != 0 {
					return a
				}
				select {
				case <-w.open(req.Scope()):
				case <-ctx.Done():
					return a
				}
			}
		})
	},
}

// waiting has a channel for each key that was in flight, closed when it is no longer.
type waiting struct {
	mu   sync.Mutex
	done map[any]chan struct{}
}

// open returns the channel of id, a new one where the last has been closed.
func (w *waiting) open(id any) chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	c, ok := w.done[id]
	if ok {
		select {
		case <-c:
		default:
			return c
		}
	}
	c = make(chan struct{})
	w.done[id] = c
	return c
}
