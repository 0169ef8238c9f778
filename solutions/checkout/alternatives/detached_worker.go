package alternatives

import (
	"context"
	"crypto/rand"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var detachedWorker = solutions.Alternative[New]{
	Name:     "detached-worker",
	Tradeoff: "each attempt has a goroutine of its own, and every client only watches it, the first one too; the worker must catch its own panics and be waited for at shutdown",
	New: func(_ context.Context, b shop.Bank, s warehouse.Shipper, ttl time.Duration) http.Handler {
		sh := shop.New(b, s, ttl)
		sh.Once = (&workers{ttl: ttl, jobs: map[any]*job{}}).once
		return sh.Handler()
	},
}

type workers struct {
	ttl  time.Duration
	mu   sync.Mutex
	jobs map[any]*job
}

type job struct {
	state
	done chan struct{} // closed when now is set; nil: nobody is at work
	now  shop.Answer   // of the last attempt
}

func (ws *workers) once(ctx context.Context, w shop.Wish, do func(id string) shop.Answer) shop.Answer {
	sc, payload := shop.ScopeOf(w), shop.Hash(w)
	ws.mu.Lock()
	j := ws.jobs[sc]
	if j == nil || j.done == nil && j.state.at(time.Now()).id == "" {
		j = &job{state: state{id: rand.Text(), payload: payload}}
		ws.jobs[sc] = j
	}
	if j.payload != payload || j.answer.Status != 0 {
		defer ws.mu.Unlock()
		if j.payload != payload {
			return shop.Mismatch
		}
		return j.answer
	}
	if j.done == nil {
		j.done = make(chan struct{})
		go ws.work(sc, j, j.done, do)
	}
	done := j.done
	ws.mu.Unlock()
	select {
	case <-done:
		ws.mu.Lock()
		defer ws.mu.Unlock()
		return j.now
	case <-ctx.Done():
		return shop.Answer{}
	}
}

func (ws *workers) work(sc any, j *job, done chan struct{}, do func(id string) shop.Answer) {
	a := safely(j.id, do)
	ws.mu.Lock()
	defer ws.mu.Unlock()
	j.now, j.done = a, nil
	if st := j.state.after(a, ws.ttl); st.id != "" {
		j.state = st
	} else {
		delete(ws.jobs, sc)
	}
	close(done)
}
