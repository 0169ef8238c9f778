package alternatives

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var tryLock = solutions.Alternative[New]{
	Name:     "try-lock",
	Tradeoff: "The shortest one: a lock for each key, held across the charge, and who does not get it is told 409; the answer needs no other guard, but TryLock also fails for a moment while a replay is read, so that two replays at once may see a 409.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		var tills sync.Map // payments.Scope → *till
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			t, _ := tills.LoadOrStore(req.Scope(), new(till))
			a, ok := t.(*till).pay(r.Context(), b, req)
			reply(w, a, ok)
		})
	},
}

// A till serves the requests of one key.
type till struct {
	mu     sync.Mutex      // held across the charge
	answer payments.Answer // zero: the key is free
}

// pay returns the key's answer; false: somebody else is at the till.
func (t *till) pay(ctx context.Context, b bank.Charger, req payments.Request) (payments.Answer, bool) {
	if !t.mu.TryLock() {
		return payments.Answer{}, false
	}
	defer t.mu.Unlock()
	if t.answer.Status != 0 {
		return t.answer, true
	}
	a := charge(ctx, b, req)
	if !refused(a) {
		t.answer = a
	}
	return a, true
}
