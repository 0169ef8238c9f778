package alternatives

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var conflictWhileRunning = solutions.Alternative[New]{
	Name:     "conflict-while-running",
	Tradeoff: "Choose it when requests must be cheap and the API can say so: a duplicate is told 409 and when to come back, holds no connection and no goroutine, but each client needs a retry loop, and a wait for the bank becomes a wait for the timer.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		l := &ledger{running: map[payments.Scope]bool{}, answers: map[payments.Scope]payments.Answer{}}
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			a, mine := l.claim(req.Scope())
			if mine {
				a = l.charge(r.Context(), b, req)
			}
			if a.Status == http.StatusConflict {
				w.Header().Set("Retry-After", "1")
			}
			a.WriteTo(w)
		})
	},
}

// A ledger knows the keys that are in flight and the answers of those that are not.
type ledger struct {
	mu      sync.Mutex // guards both: a key is looked up in the two at one moment
	running map[payments.Scope]bool
	answers map[payments.Scope]payments.Answer
}

// claim returns the answer for a duplicate, or makes the key the caller's.
func (l *ledger) claim(id payments.Scope) (a payments.Answer, mine bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if a, ok := l.answers[id]; ok {
		return a, false
	}
	if l.running[id] {
		return payments.InFlight, false
	}
	l.running[id] = true
	return payments.Answer{}, true
}

func (l *ledger) charge(ctx context.Context, b bank.Charger, req payments.Request) (a payments.Answer) {
	a = payments.Unknown // stands if the charge panics
	defer func() { l.settle(req.Scope(), a) }()
	receipt, err := b.Charge(context.WithoutCancel(ctx), req.Charge())
	return payments.Of(req, receipt, err)
}

func (l *ledger) settle(id payments.Scope, a payments.Answer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.running, id)
	if !refused(a) {
		l.answers[id] = a
	}
}
