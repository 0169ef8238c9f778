package alternatives

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var claimFirst = solutions.Alternative[New]{
	Name:     "claim-first",
	Tradeoff: "Choose it as middleware, which has the key before it has the body: the claim comes first and its payload when the upload is complete, so that a duplicate can not be compared before; a slow upload holds its key, and every way out has to free it or settle it.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		c := &counter{bank: b, claims: map[transfers.Scope]*claim{}}
		return transfers.Mux(func(w http.ResponseWriter, r *http.Request) {
			if id, ok := transfers.Head(w, r, transfers.Key); ok {
				c.serve(w, r, id)
			}
		})
	},
}

type counter struct {
	bank   bank.Transferer
	mu     sync.Mutex
	claims map[transfers.Scope]*claim
}

// A claim is a request that has the key, or had it. All but done is set before done is closed.
type claim struct {
	done    chan struct{}
	payload [sha256.Size]byte
	answer  transfers.Answer // zero: the claim came to nothing, the key is free
}

func (c *counter) serve(w http.ResponseWriter, r *http.Request, id transfers.Scope) {
	cl, mine := c.claim(id)
	defer func() {
		if mine {
			c.settle(id, cl)
		}
	}()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "the body broke off", http.StatusBadRequest)
		return
	}
	req, err := transfers.Decode(data)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	payload := sha256.Sum256(data)
	for !mine {
		if a, err := cl.wait(r.Context(), payload); err == nil {
			a.WriteTo(w)
			return
		}
		if r.Context().Err() != nil {
			return
		}
		cl, mine = c.claim(id)
	}
	a := move(r.Context(), c.bank, req.Transfer)
	if !refused(a) {
		cl.payload, cl.answer = payload, a
	}
	a.WriteTo(w)
}

func (c *counter) claim(id transfers.Scope) (cl *claim, mine bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if cl, ok := c.claims[id]; ok {
		return cl, false
	}
	cl = &claim{done: make(chan struct{})}
	c.claims[id] = cl
	return cl, true
}

var errCameToNothing = errors.New("the claim came to nothing, or the client has left")

// wait is what a request with the payload is told when the claim is settled.
func (cl *claim) wait(ctx context.Context, payload [sha256.Size]byte) (transfers.Answer, error) {
	select {
	case <-cl.done:
	case <-ctx.Done():
		return transfers.Answer{}, errCameToNothing
	}
	switch {
	case cl.answer.Status == 0:
		return transfers.Answer{}, errCameToNothing
	case cl.payload != payload:
		return transfers.Mismatch, nil
	}
	return cl.answer, nil
}

// settle lets the others see what came of the claim, and frees the key if that is nothing.
func (c *counter) settle(id transfers.Scope, cl *claim) {
	if cl.answer.Status == 0 {
		c.mu.Lock()
		delete(c.claims, id)
		c.mu.Unlock()
	}
	close(cl.done)
}
