package alternatives

import (
	"context"
	"net/http"
	"sync"

	"golang.org/x/sync/semaphore"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var semaphorePerKey = solutions.Alternative[New]{
	Name:     "semaphore-per-key",
	Tradeoff: "Choose it where you would take a lock for each key but clients give up: a semaphore of one is a lock whose waiters honour their context and come in turn; after a refusal each waiter asks the bank again, one by one.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		var tills sync.Map // payments.Scope → *till
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			t, _ := tills.LoadOrStore(req.Scope(), &till{turn: semaphore.NewWeighted(1)})
			if a, ok := t.(*till).pay(r.Context(), b, req); ok {
				a.WriteTo(w)
			}
		})
	},
}

// A till serves the requests of one key, one at a time.
type till struct {
	turn   *semaphore.Weighted // held across the charge
	answer payments.Answer     // guarded by turn; zero: the key is free
}

// pay returns the key's answer. It returns false when the client leaves before its turn.
func (t *till) pay(ctx context.Context, b bank.Charger, req payments.Request) (payments.Answer, bool) {
	if t.turn.Acquire(ctx, 1) != nil {
		return payments.Answer{}, false
	}
	defer t.turn.Release(1)
	if t.answer.Status != 0 {
		return t.answer, true
	}
	t.answer = payments.Unknown // stands if the charge panics
	receipt, err := b.Charge(context.WithoutCancel(ctx), req.Charge())
	a := payments.Of(req, receipt, err)
	t.answer = a
	if refused(a) {
		t.answer = payments.Answer{}
	}
	return a, true
}
