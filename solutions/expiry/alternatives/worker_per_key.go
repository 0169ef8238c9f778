package alternatives

import (
	"context"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var workerPerKey = solutions.Alternative[New]{
	Name:     "worker-per-key",
	Tradeoff: "Choose it when a key's life has more steps than these: a goroutine lives as long as its key does, charges, waits and takes the key out, all in the order of its lines. Each live key costs a stack, and all of them have to end with the server.",
	New: func(ctx context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		ws := &workers{ctx: ctx, ttl: ttl, keys: map[payments.Scope]*worker{}}
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			wk := ws.of(req.Scope(), func() payments.Answer { return charge(r.Context(), b, req) })
			select {
			case <-wk.done:
				wk.WriteTo(w)
			case <-r.Context().Done():
			}
		})
	},
}

type workers struct {
	ctx context.Context
	ttl time.Duration

	mu   sync.Mutex
	keys map[payments.Scope]*worker
}

// A worker is one life of a key.
type worker struct {
	done chan struct{} // closed when the answer and the end are set
	kept
}

// over reports whether the life has ended, which it may have before its worker wakes up.
func (wk *worker) over() bool {
	select {
	case <-wk.done:
		return over(wk.end)
	default:
		return false
	}
}

// of returns the worker of id, a new one where there is none.
func (ws *workers) of(id payments.Scope, charge func() payments.Answer) *worker {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	if wk, ok := ws.keys[id]; ok && !wk.over() {
		return wk
	}
	wk := &worker{done: make(chan struct{})}
	ws.keys[id] = wk
	go ws.live(id, wk, charge)
	return wk
}

func (ws *workers) live(id payments.Scope, wk *worker, charge func() payments.Answer) {
	a := charge()
	wk.kept = kept{a, time.Now().Add(ws.ttl)}
	if refused(a) {
		ws.remove(id, wk)
		close(wk.done)
		return
	}
	close(wk.done)
	end := time.NewTimer(ws.ttl)
	defer end.Stop()
	select {
	case <-end.C:
		ws.remove(id, wk)
	case <-ws.ctx.Done():
	}
}

// remove takes wk out, unless the key has begun its next life.
func (ws *workers) remove(id payments.Scope, wk *worker) {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	if ws.keys[id] == wk {
		delete(ws.keys, id)
	}
}
