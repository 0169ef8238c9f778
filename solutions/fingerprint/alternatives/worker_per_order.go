package alternatives

import (
	"context"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var workerPerOrder = solutions.Alternative[New]{
	Name:     "worker-per-order",
	Tradeoff: "Choose it when an order has a life of its own: a goroutine reserves, remembers and forgets it, whoever comes and goes meanwhile, but each remembered order costs a goroutine, whose panics are yours.",
	New: func(ctx context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		p := &pool{workers: map[reservations.Identity]*worker{}}
		return reservations.Mux(func(w http.ResponseWriter, r *http.Request) {
			o, ok := reservations.Read(w, r)
			if !ok {
				return
			}
			wk, mine := p.worker(o.Identity())
			if mine {
				go wk.work(ctx, p, window, func() reservations.Answer { return reserve(r.Context(), s, o) })
			}
			select {
			case <-wk.done:
				wk.answer.WriteTo(w)
			case <-r.Context().Done():
			}
		})
	},
}

type pool struct {
	mu      sync.Mutex
	workers map[reservations.Identity]*worker
}

// A worker lives as long as its order is remembered.
type worker struct {
	id     reservations.Identity
	done   chan struct{} // closed when answer is set
	answer reservations.Answer
	until  time.Time // zero while it reserves; guarded by the pool's mu
}

// worker returns the worker of an order, and whether it is a new one that has to be set to work.
func (p *pool) worker(id reservations.Identity) (w *worker, isNew bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if w := p.workers[id]; w != nil && (w.until.IsZero() || time.Now().Before(w.until)) {
		return w, false
	}
	w = &worker{id: id, done: make(chan struct{})}
	p.workers[id] = w // in the place of one whose window is over and which has not woken yet
	return w, true
}

func (w *worker) work(ctx context.Context, p *pool, window time.Duration, reserve func() reservations.Answer) {
	defer p.remove(w)
	w.answer = reserve()
	if !w.answer.Final() {
		p.remove(w) // before anybody hears of it
		close(w.done)
		return
	}
	p.mu.Lock()
	w.until = time.Now().Add(window)
	p.mu.Unlock()
	close(w.done)
	select {
	case <-time.After(window):
	case <-ctx.Done():
	}
}

// remove takes the worker out, unless another one has its place.
func (p *pool) remove(w *worker) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.workers[w.id] == w {
		delete(p.workers, w.id)
	}
}
