package alternatives

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var claimFirst = solutions.Alternative[New]{
	Name:     "claim-first",
	Tradeoff: "Choose it when bodies are large, or as middleware that knows only headers: a duplicate's upload is never read, but a slow upload is in flight too and holds its key, and every way out that did not charge has to free it.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		c := &counter{bank: b, claims: map[payments.Scope]payments.Answer{}}
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			id := payments.Scope{Caller: r.Header.Get("X-User-Id")}
			if id.Caller == "" {
				http.Error(w, "X-User-Id is missing", http.StatusUnauthorized)
				return
			}
			var err error
			if id.Key, err = payments.Key(r); err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
			a, mine := c.claim(id)
			if mine {
				a = c.pay(r, id)
			}
			reply(w, a, a.Status != 0)
		})
	},
}

type counter struct {
	bank   bank.Charger
	mu     sync.Mutex
	claims map[payments.Scope]payments.Answer // zero: in flight
}

func (c *counter) claim(id payments.Scope) (a payments.Answer, mine bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	a, taken := c.claims[id]
	if !taken {
		c.claims[id] = payments.Answer{}
	}
	return a, !taken
}

// pay reads the body and takes the money. Whatever happens, the claim comes to something.
func (c *counter) pay(r *http.Request, id payments.Scope) (a payments.Answer) {
	defer func() { c.settle(id, a) }()
	req, err := payments.Body(r.Body)
	if err != nil {
		return payments.Answer{Status: http.StatusBadRequest, Body: []byte(`{"error":"the payment is not valid"}`)}
	}
	return charge(r.Context(), c.bank, req)
}

// settle keeps the answer of a charge, and frees the key where there was none.
func (c *counter) settle(id payments.Scope, a payments.Answer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if refused(a) || a.Status == http.StatusBadRequest {
		delete(c.claims, id)
		return
	}
	c.claims[id] = a
}
