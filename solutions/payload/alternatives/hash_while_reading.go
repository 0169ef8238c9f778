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

var hashWhileReading = solutions.Alternative[New]{
	Name:     "hash-while-reading",
	Tradeoff: "Choose it when bodies are large: they go through the hash on their way to the decoder and are never held as a whole; the hash has to see every byte, also those that the decoder has no use for.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		var tills sync.Map // transfers.Scope → *till
		return transfers.Mux(func(w http.ResponseWriter, r *http.Request) {
			id, ok := transfers.Head(w, r, transfers.Key)
			if !ok {
				return
			}
			t, sum, err := hashed(r.Body)
			if err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
			v, _ := tills.LoadOrStore(id, &till{turn: make(chan struct{}, 1)})
			if a, ok := v.(*till).pay(r.Context(), b, t, sum); ok {
				a.WriteTo(w)
			}
		})
	},
}

// hashed reads a transfer and the hash of everything that it was read from.
func hashed(body io.Reader) (t bank.Transfer, sum [sha256.Size]byte, err error) {
	h := sha256.New()
	all := io.TeeReader(body, h)
	if t, err = transfers.Parse(all); err != nil {
		return t, sum, err
	}
	if _, err := io.Copy(io.Discard, all); err != nil {
		return t, sum, errors.New("the body broke off")
	}
	h.Sum(sum[:0])
	return t, sum, nil
}

// A till serves the requests of one key, one at a time.
type till struct {
	turn    chan struct{} // holds one while somebody is served; guards the rest
	payload [sha256.Size]byte
	answer  transfers.Answer // zero: the key is free
}

// pay returns the key's answer. It returns false when the client leaves before its turn.
func (t *till) pay(ctx context.Context, b bank.Transferer, tr bank.Transfer, payload [sha256.Size]byte) (transfers.Answer, bool) {
	select {
	case t.turn <- struct{}{}:
	case <-ctx.Done():
		return transfers.Answer{}, false
	}
	defer func() { <-t.turn }()
	switch {
	case t.answer.Status == 0:
	case t.payload != payload:
		return transfers.Mismatch, true
	default:
		return t.answer, true
	}
	a := move(ctx, b, tr)
	if !refused(a) {
		t.payload, t.answer = payload, a
	}
	return a, true
}
