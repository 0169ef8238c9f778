package alternatives

import (
	"context"
	"crypto/sha256"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var lockPerKey = solutions.Alternative[New]{
	Name:     "lock-per-key",
	Tradeoff: "The shortest one that is right: a lock for each key, held across the transfer, so that payload and answer are set together when the outcome is known; each duplicate, and each other payload, costs a blocked goroutine until then.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		var drawers sync.Map // transfers.Scope → *drawer
		return transfers.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := transfers.Read(w, r)
			if !ok {
				return
			}
			d, _ := drawers.LoadOrStore(req.Scope(), new(drawer))
			d.(*drawer).pay(r.Context(), b, req).WriteTo(w)
		})
	},
}

// A drawer holds what is known about a key.
type drawer struct {
	mu      sync.Mutex // held across the transfer
	payload [sha256.Size]byte
	answer  transfers.Answer // zero: the key is free
}

func (d *drawer) pay(ctx context.Context, b bank.Transferer, req transfers.Request) transfers.Answer {
	payload := sha256.Sum256(req.Body)
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case d.answer.Status == 0:
	case d.payload != payload:
		return transfers.Mismatch
	default:
		return d.answer
	}
	a := move(ctx, b, req.Transfer)
	if !refused(a) {
		d.payload, d.answer = payload, a
	}
	return a
}
