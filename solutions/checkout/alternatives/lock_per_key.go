package alternatives

import (
	"context"
	"crypto/rand"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var lockPerKey = solutions.Alternative[New]{
	Name:     "lock-per-key",
	Tradeoff: "the shortest way to take turns: whoever has the key's lock looks, asks and stores; a waiting duplicate cannot leave before its turn, and a lock is kept for each key",
	New: func(_ context.Context, b shop.Bank, s warehouse.Shipper, ttl time.Duration) http.Handler {
		sh := shop.New(b, s, ttl)
		sh.Once = (&locks{ttl: ttl, slots: map[any]*slot{}}).once
		return sh.Handler()
	},
}

type locks struct {
	ttl   time.Duration
	mu    sync.Mutex
	slots map[any]*slot
}

type slot struct {
	mu sync.Mutex // held while the key's answer is looked for
	state
}

func (l *locks) slot(w shop.Wish) *slot {
	l.mu.Lock()
	defer l.mu.Unlock()
	sc := shop.ScopeOf(w)
	if l.slots[sc] == nil {
		l.slots[sc] = &slot{}
	}
	return l.slots[sc]
}

func (l *locks) once(_ context.Context, w shop.Wish, do func(id string) shop.Answer) shop.Answer {
	sl := l.slot(w)
	sl.mu.Lock()
	defer sl.mu.Unlock()
	st := sl.state.at(time.Now())
	if st.id == "" {
		st = state{id: rand.Text(), payload: shop.Hash(w)}
	}
	switch {
	case st.payload != shop.Hash(w):
		return shop.Mismatch
	case st.answer.Status != 0:
		return st.answer
	}
	sl.state = st // what a panic leaves: in doubt
	a := do(st.id)
	sl.state = st.after(a, l.ttl)
	return a
}
