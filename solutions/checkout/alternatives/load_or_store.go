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

var loadOrStore = solutions.Alternative[New]{
	Name:     "load-or-store",
	Tradeoff: "look-up and claim are one call of sync.Map and nobody waits; duplicates get 409 and need a client that asks again",
	New: func(_ context.Context, b shop.Bank, s warehouse.Shipper, ttl time.Duration) http.Handler {
		sh := shop.New(b, s, ttl)
		sh.Once = (&entries{ttl: ttl}).once
		return sh.Handler()
	},
}

type entries struct {
	ttl time.Duration
	m   sync.Map // scope → *entry
}

// An entry has an owner while its token is taken. Only its owner touches the state.
type entry struct {
	taken atomic.Bool
	gone  bool // it is no longer in the map
	state
}

func (es *entries) once(_ context.Context, w shop.Wish, do func(id string) shop.Answer) shop.Answer {
	sc := shop.ScopeOf(w)
	for {
		v, _ := es.m.LoadOrStore(sc, &entry{state: state{id: rand.Text(), payload: shop.Hash(w)}})
		e := v.(*entry)
		if !e.taken.CompareAndSwap(false, true) {
			return shop.InFlight
		}
		if a, ok := es.owned(sc, e, w, do); ok {
			return a
		}
	}
}

// owned answers as the entry's owner; false: the entry is over, and the next one has to be looked for.
func (es *entries) owned(sc any, e *entry, w shop.Wish, do func(id string) shop.Answer) (a shop.Answer, ok bool) {
	defer e.taken.Store(false)
	if e.gone || e.state.at(time.Now()).id == "" {
		e.gone = true
		es.m.CompareAndDelete(sc, e)
		return a, false
	}
	switch {
	case e.payload != shop.Hash(w):
		return shop.Mismatch, true
	case e.answer.Status != 0:
		return e.answer, true
	}
	a = do(e.id)
	if st := e.state.after(a, es.ttl); st.id != "" {
		e.state = st
	} else {
		e.gone = true
		es.m.CompareAndDelete(sc, e)
	}
	return a, true
}
