package alternatives

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var detachedWorker = solutions.Alternative[New]{
	Name:     "detached-worker",
	Tradeoff: "Choose it when a charge may outlive its request: a goroutine of its own runs it, every request merely watches, and any client may leave, but nothing catches that goroutine's panics for you and the server has to wait for it before it exits.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		p := &pool{jobs: map[payments.Scope]*job{}}
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			j := p.job(req.Scope(), func() payments.Answer { return charge(r.Context(), b, req) })
			select {
			case <-j.done:
				j.answer.WriteTo(w)
			case <-r.Context().Done():
			}
		})
	},
}

type pool struct {
	mu   sync.Mutex
	jobs map[payments.Scope]*job
}

// A job is the charge of a key, running or done.
type job struct {
	done   chan struct{} // closed when answer is set
	answer payments.Answer
}

// job returns the job of a key; it starts one where there is none.
func (p *pool) job(id payments.Scope, charge func() payments.Answer) *job {
	p.mu.Lock()
	defer p.mu.Unlock()
	j, ok := p.jobs[id]
	if !ok {
		j = &job{done: make(chan struct{})}
		p.jobs[id] = j
		go func() {
			defer close(j.done)
			if j.answer = charge(); refused(j.answer) {
				p.forget(id)
			}
		}()
	}
	return j
}

func (p *pool) forget(id payments.Scope) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.jobs, id)
}
