package alternatives

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var singleFlight = solutions.Alternative[New]{
	Name:     "singleflight",
	Tradeoff: "duplicates share one call in a few lines; look-up and store have to be inside the flight, which forgets everything at landing, and a panic in it has to be caught",
	New: func(_ context.Context, b shop.Bank, s warehouse.Shipper, ttl time.Duration) http.Handler {
		sh := shop.New(b, s, ttl)
		sh.Once = (&flights{ttl: ttl, states: map[any]state{}}).once
		return sh.Handler()
	},
}

type flights struct {
	ttl    time.Duration
	group  singleflight.Group
	mu     sync.Mutex
	states map[any]state
}

// A landing is what a flight brought, and for whom.
type landing struct {
	payload any
	answer  shop.Answer
}

func (f *flights) once(ctx context.Context, w shop.Wish, do func(id string) shop.Answer) shop.Answer {
	ch := f.group.DoChan(fmt.Sprintf("%q", []string{w.Caller, w.Method, w.Path, w.Key}), func() (any, error) {
		return f.fly(w, do), nil
	})
	select {
	case res := <-ch:
		if l := res.Val.(landing); l.payload == shop.Hash(w) {
			return l.answer
		}
		return shop.Mismatch
	case <-ctx.Done():
		return shop.Answer{}
	}
}

// fly looks the key up and answers. Nobody else does so for the same key meanwhile.
func (f *flights) fly(w shop.Wish, do func(id string) shop.Answer) landing {
	sc, payload := shop.ScopeOf(w), shop.Hash(w)
	f.mu.Lock()
	st := f.states[sc].at(time.Now())
	if st.id == "" {
		st = state{id: rand.Text(), payload: payload}
		f.states[sc] = st
	}
	f.mu.Unlock()
	switch {
	case st.payload != payload:
		return landing{payload, shop.Mismatch}
	case st.answer.Status != 0:
		return landing{payload, st.answer}
	}
	a := safely(st.id, do)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.states[sc] = st.after(a, f.ttl)
	return landing{payload, a}
}
