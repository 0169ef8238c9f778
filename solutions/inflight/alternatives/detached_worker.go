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
	Tradeoff: "Choose it when a charge takes long: a goroutine of its own runs it and the first request only watches, so that its handler returns when its client leaves, but nothing catches that goroutine's panics for you and the server has to wait for it before it exits.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		p := &pool{jobs: map[payments.Scope]*job{}}
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			j, mine := p.job(req.Scope())
			if !mine {
				select {
				case <-j.done:
					j.answer.WriteTo(w)
				default:
					turnAway(w)
				}
				return
			}
			go p.work(req.Scope(), j, func() payments.Answer { return charge(r.Context(), b, req) })
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

// job returns the job of a key, and whether the caller has just made it.
func (p *pool) job(id payments.Scope) (j *job, mine bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if j, ok := p.jobs[id]; ok {
		return j, false
	}
	j = &job{done: make(chan struct{})}
	p.jobs[id] = j
	return j, true
}

// work does the job. A refused one is forgotten before anybody hears of it.
func (p *pool) work(id payments.Scope, j *job, charge func() payments.Answer) {
	j.answer = charge()
	if refused(j.answer) {
		p.mu.Lock()
		delete(p.jobs, id)
		p.mu.Unlock()
	}
	close(j.done)
}
