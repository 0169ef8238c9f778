package alternatives

import (
	"context"
	"crypto/rand"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var ownerGoroutine = solutions.Alternative[New]{
	Name:     "owner-goroutine",
	Tradeoff: "one goroutine owns what is known about all keys, with no lock and its rules in one place; every request passes through it, so that it must never wait, and it ends with the server",
	New: func(ctx context.Context, b shop.Bank, s warehouse.Shipper, ttl time.Duration) http.Handler {
		o := &owner{ctx: ctx, ttl: ttl, claims: make(chan claim), ends: make(chan ended)}
		go o.run()
		sh := shop.New(b, s, ttl)
		sh.Once = o.once
		return sh.Handler()
	},
}

type owner struct {
	ctx    context.Context
	ttl    time.Duration
	claims chan claim
	ends   chan ended
}

// A claim asks for a turn under a key. The reply is an answer, or a state to go on from.
type claim struct {
	scope, payload any
	reply          chan state
}

type ended struct {
	scope  any
	answer shop.Answer
}

// A held key is one with somebody's turn on it, and those who wait for theirs.
type held struct {
	state
	running bool
	waiting []claim
}

func (o *owner) run() {
	keys := map[any]*held{}
	for {
		select {
		case c := <-o.claims:
			k := keys[c.scope]
			if k == nil {
				k = &held{}
				keys[c.scope] = k
			}
			if k.running {
				k.waiting = append(k.waiting, c)
			} else {
				k.turn(c)
			}
		case e := <-o.ends:
			k := keys[e.scope]
			k.state, k.running = k.state.after(e.answer, o.ttl), false
			for len(k.waiting) > 0 && !k.running {
				c := k.waiting[0]
				k.waiting = k.waiting[1:]
				k.turn(c)
			}
			if k.id == "" {
				delete(keys, e.scope)
			}
		case <-o.ctx.Done():
			return
		}
	}
}

// turn answers a claim: with the answer that there is, or with the right to find one.
func (k *held) turn(c claim) {
	k.state = k.state.at(time.Now())
	if k.id == "" {
		k.state = state{id: rand.Text(), payload: c.payload}
	}
	k.running = k.payload == c.payload && k.answer.Status == 0
	c.reply <- k.state
}

func (o *owner) once(_ context.Context, w shop.Wish, do func(id string) shop.Answer) (a shop.Answer) {
	c := claim{shop.ScopeOf(w), shop.Hash(w), make(chan state, 1)}
	var st state
	select {
	case o.claims <- c:
	case <-o.ctx.Done():
		return shop.InDoubt
	}
	select {
	case st = <-c.reply:
	case <-o.ctx.Done():
		return shop.InDoubt
	}
	switch {
	case st.payload != c.payload:
		return shop.Mismatch
	case st.answer.Status != 0:
		return st.answer
	}
	a = shop.InDoubt
	defer func() {
		select {
		case o.ends <- ended{c.scope, a}:
		case <-o.ctx.Done():
		}
	}()
	a = safely(st.id, do)
	return a
}
