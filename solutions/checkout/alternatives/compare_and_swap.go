package alternatives

import (
	"context"
	"crypto/rand"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var compareAndSwap = solutions.Alternative[New]{
	Name:     "compare-and-swap",
	Tradeoff: "the shape that a shared store has: a version of the record is exchanged for the next in one atomic step; duplicates poll, which costs delay and wake-ups",
	New: func(_ context.Context, b shop.Bank, s warehouse.Shipper, ttl time.Duration) http.Handler {
		sh := shop.New(b, s, ttl)
		sh.Once = (&cells{ttl: ttl}).once
		return sh.Handler()
	},
}

type cells struct {
	ttl time.Duration
	m   sync.Map // scope → *atomic.Pointer[version]
}

// A version of a key is never changed, only replaced.
type version struct {
	state
	running bool
}

func (cs *cells) once(ctx context.Context, w shop.Wish, do func(id string) shop.Answer) shop.Answer {
	v, _ := cs.m.LoadOrStore(shop.ScopeOf(w), new(atomic.Pointer[version]))
	cell := v.(*atomic.Pointer[version])
	for {
		now := cell.Load()
		next := version{running: true}
		if now != nil {
			next.state = now.state.at(time.Now())
		}
		if next.id == "" {
			next.state = state{id: rand.Text(), payload: shop.Hash(w)}
		}
		switch {
		case next.payload != shop.Hash(w):
			return shop.Mismatch
		case next.answer.Status != 0:
			return next.answer
		case now != nil && now.running:
			select {
			case <-time.After(5 * time.Millisecond):
			case <-ctx.Done():
				return shop.Answer{}
			}
		case cell.CompareAndSwap(now, &next):
			a := safely(next.id, do)
			cell.Store(&version{state: next.state.after(a, cs.ttl)})
			return a
		}
	}
}
