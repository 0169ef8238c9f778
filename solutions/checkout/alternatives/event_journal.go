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

var eventJournal = solutions.Alternative[New]{
	Name:     "event-journal",
	Tradeoff: "nothing is overwritten: what is known about a key is read off its events, and on a disk \"begun, never ended\" would survive a crash with the reference to ask again with; it grows, and wants an index",
	New: func(_ context.Context, b shop.Bank, s warehouse.Shipper, ttl time.Duration) http.Handler {
		sh := shop.New(b, s, ttl)
		sh.Once = (&journal{ttl: ttl, events: map[any][]event{}}).once
		return sh.Handler()
	},
}

type journal struct {
	ttl    time.Duration
	mu     sync.Mutex
	events map[any][]event
}

// An event begins an attempt under a key, or ends one with an answer.
type event struct {
	id      string
	payload any
	answer  shop.Answer // none: begins
	at      time.Time
}

// read tells from a key's events what is known, and whether an attempt is running.
func (jr *journal) read(es []event) (st state, running bool) {
	for _, e := range es {
		if e.answer.Status == 0 {
			st, running = state{id: e.id, payload: e.payload}, true
			continue
		}
		st, running = st.after(e.answer, 0), false
		st.expires = e.at.Add(jr.ttl)
	}
	if !running {
		st = st.at(time.Now())
	}
	return st, running
}

func (jr *journal) once(_ context.Context, w shop.Wish, do func(id string) shop.Answer) (a shop.Answer) {
	sc := shop.ScopeOf(w)
	st, mine := jr.begin(sc, shop.Hash(w))
	switch {
	case st.payload != shop.Hash(w):
		return shop.Mismatch
	case st.answer.Status != 0:
		return st.answer
	case !mine:
		return shop.InFlight
	}
	a = shop.InDoubt
	defer func() {
		jr.mu.Lock()
		defer jr.mu.Unlock()
		jr.events[sc] = append(jr.events[sc], event{answer: a, at: time.Now()})
	}()
	a = do(st.id)
	return a
}

// begin notes that an attempt begins, unless one is running, or there is an answer or another payload.
func (jr *journal) begin(sc, payload any) (st state, mine bool) {
	jr.mu.Lock()
	defer jr.mu.Unlock()
	st, running := jr.read(jr.events[sc])
	if st.id == "" {
		st = state{id: rand.Text(), payload: payload}
	}
	if running || st.payload != payload || st.answer.Status != 0 {
		return st, false
	}
	jr.events[sc] = append(jr.events[sc], event{id: st.id, payload: payload, at: time.Now()})
	return st, true
}
