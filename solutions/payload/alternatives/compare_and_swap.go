package alternatives

import (
	"context"
	"crypto/sha256"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var compareAndSwap = solutions.Alternative[New]{
	Name:     "compare-and-swap",
	Tradeoff: "Choose it as a model of a shared store, which offers compare-and-set and no channels: payload and answer are one immutable value, replaced as a whole, so that nobody ever sees the one without the other; duplicates poll.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		var cells sync.Map // transfers.Scope → *cell
		return transfers.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := transfers.Read(w, r)
			if !ok {
				return
			}
			c, _ := cells.LoadOrStore(req.Scope(), new(cell))
			payload := sha256.Sum256(req.Body)
			for r.Context().Err() == nil {
				if a, ok := c.(*cell).try(r.Context(), b, req.Transfer, payload); ok {
					a.WriteTo(w)
					return
				}
				time.Sleep(pollInterval)
			}
		})
	},
}

const pollInterval = 20 * time.Millisecond

// A cell is the state of a key; nil: the key is free.
type cell struct{ state atomic.Pointer[state] }

// A state is never changed, only replaced.
type state struct {
	payload [sha256.Size]byte
	answer  transfers.Answer // zero: running
}

// try asks the bank if the key is free. It returns false while somebody else does.
func (c *cell) try(ctx context.Context, b bank.Transferer, t bank.Transfer, payload [sha256.Size]byte) (transfers.Answer, bool) {
	if !c.state.CompareAndSwap(nil, &state{payload: payload}) {
		s := c.state.Load()
		if s != nil && s.payload != payload {
			return transfers.Mismatch, true
		}
		if s == nil || s.answer.Status == 0 {
			return transfers.Answer{}, false
		}
		return s.answer, true
	}
	a := move(ctx, b, t)
	if refused(a) {
		c.state.Store(nil)
	} else {
		c.state.Store(&state{payload, a})
	}
	return a, true
}
