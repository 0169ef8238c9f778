package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions/internal/payments"
)

// All in this file is right. A wrong answer takes from it what it does not get wrong itself.

// A payer answers one valid request. No answer means that its key is in flight.
type payer func(ctx context.Context, req payments.Request) payments.Answer

// A reader reads a request. When it is not valid, the reader answers it and returns false.
type reader func(w http.ResponseWriter, r *http.Request) (payments.Request, bool)

// serve answers what payments.Read admits.
func serve(pay payer) http.Handler { return serveWith(payments.Read, pay) }

// serveWith answers what read admits.
func serveWith(read reader, pay payer) http.Handler {
	return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
		if req, ok := read(w, r); ok {
			reply(w, pay(r.Context(), req))
		}
	})
}

// reply sends an answer; without one it tells the client to come back.
func reply(w http.ResponseWriter, a payments.Answer) {
	if a.Status == 0 {
		w.Header().Set("Retry-After", "1")
		a = payments.InFlight
	}
	a.WriteTo(w)
}

// charge takes the money. It outlives the client, and a panic of the bank leaves an unknown outcome.
func charge(ctx context.Context, b bank.Charger, req payments.Request) (a payments.Answer) {
	a = payments.Unknown
	defer func() { _ = recover() }()
	receipt, err := b.Charge(context.WithoutCancel(ctx), req.Charge())
	return payments.Of(req, receipt, err)
}

// final reports whether a is the key's answer from now on: all but a refusal are.
func final(a payments.Answer) bool { return a.Status != http.StatusPaymentRequired }

// A book holds the answer of each key that was seen, or a zero one while the key is in flight. The
// keys are whatever identifies one.
type book struct {
	mu   sync.Mutex
	keys map[any]payments.Answer
}

func newBook() *book { return &book{keys: map[any]payments.Answer{}} }

// claim marks id as in flight and returns true, or returns its answer.
func (b *book) claim(id any) (a payments.Answer, mine bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	a, taken := b.keys[id]
	if !taken {
		b.keys[id] = payments.Answer{}
	}
	return a, !taken
}

// settle turns the mark into the answer. A refusal frees the key.
func (b *book) settle(id any, a payments.Answer) {
	if !final(a) {
		b.free(id)
		return
	}
	b.put(id, a)
}

// put stores the answer of id.
func (b *book) put(id any, a payments.Answer) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.keys[id] = a
}

// free forgets id.
func (b *book) free(id any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.keys, id)
}

// look returns what is known about id.
func (b *book) look(id any) (a payments.Answer, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	a, ok = b.keys[id]
	return a, ok
}

// payOnce charges for req, once under id: all of a right answer, but for the choice of id.
func payOnce(bk *book, b bank.Charger, id func(payments.Request) any) payer {
	return func(ctx context.Context, req payments.Request) payments.Answer {
		a, mine := bk.claim(id(req))
		if mine {
			a = charge(ctx, b, req)
			bk.settle(id(req), a)
		}
		return a
	}
}

// byScope identifies a key as it should be.
func byScope(req payments.Request) any { return req.Scope() }
