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
	Tradeoff: "Choose it when bodies are large, or as middleware that knows only headers: a duplicate's upload is never read, but a slow upload holds its key, every way out has to free it, and net/http notices that a client has left only once its body was read.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		c := &claims{bank: b, of: map[payments.Scope]*claim{}}
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			id := payments.Scope{Caller: r.Header.Get("X-User-Id")}
			if id.Caller == "" {
				http.Error(w, "X-User-Id is missing", http.StatusUnauthorized)
				return
			}
			var err error
			if id.Key, err = payments.Key(r); err == nil {
				err = c.serve(w, r, id)
			}
			if err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
			}
		})
	},
}

type claims struct {
	bank bank.Charger

	mu sync.Mutex
	of map[payments.Scope]*claim
}

// A claim is a request that has the key, or had it.
type claim struct {
	done   chan struct{}   // closed when the claim has come to something
	answer payments.Answer // what came of it; zero: nothing, the key is free
}

// serve answers the request, unless its body is bad. Those that waited for a claim which came to
// nothing claim the key anew: one of them gets it.
func (c *claims) serve(w http.ResponseWriter, r *http.Request, id payments.Scope) error {
	for {
		cl, mine := c.claim(id)
		if mine {
			a, err := c.pay(r, id, cl)
			if err == nil {
				a.WriteTo(w)
			}
			return err
		}
		select {
		case <-cl.done:
			if cl.answer.Status != 0 {
				cl.answer.WriteTo(w)
				return nil
			}
		case <-r.Context().Done():
			return nil
		}
	}
}

func (c *claims) claim(id payments.Scope) (cl *claim, mine bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if cl, ok := c.of[id]; ok {
		return cl, false
	}
	cl = &claim{done: make(chan struct{})}
	c.of[id] = cl
	return cl, true
}

// pay reads the body and takes the money. Whatever happens, the claim comes to something.
func (c *claims) pay(r *http.Request, id payments.Scope, cl *claim) (payments.Answer, error) {
	defer c.settle(id, cl)
	req, err := payments.Body(r.Body)
	if err != nil {
		return payments.Answer{}, err
	}
	cl.answer = payments.Unknown // stands if the charge panics
	receipt, err := c.bank.Charge(context.WithoutCancel(r.Context()), req.Charge())
	a := payments.Of(req, receipt, err)
	cl.answer = a
	if refused(a) {
		cl.answer = payments.Answer{}
	}
	return a, nil
}

// settle lets the others see what came of the claim. The key is free before they look.
func (c *claims) settle(id payments.Scope, cl *claim) {
	defer close(cl.done)
	if cl.answer.Status == 0 {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.of, id)
	}
}
