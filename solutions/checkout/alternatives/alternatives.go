// Package alternatives holds other correct answers to the challenge checkout, one style a file. What
// they share, the rules of the shop, is in solutions/checkout/internal/shop.
package alternatives

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

// New is what the challenge asks for.
type New = func(ctx context.Context, b shop.Bank, s warehouse.Shipper, ttl time.Duration) http.Handler

// All lists the alternatives.
var All = []solutions.Alternative[New]{
	lockPerKey,
	lockPerOrder,
	loadOrStore,
	singleFlight,
	ownerGoroutine,
	compareAndSwap,
	detachedWorker,
	eventJournal,
	asksAgainItself,
	asksInTheBackground,
}

// A state is what is known about a key while nothing runs under it. The zero state is nothing.
type state struct {
	id      string // minted at first sight
	payload any
	answer  shop.Answer // none: the outcome is in doubt
	expires time.Time   // of the answer
}

// at is the state as it counts at an instant: an answer that has expired is nothing.
func (st state) at(now time.Time) state {
	if st.answer.Status != 0 && !now.Before(st.expires) {
		return state{}
	}
	return st
}

// after is the state when an attempt was answered so: final, in doubt, or as if nothing had been.
func (st state) after(a shop.Answer, ttl time.Duration) state {
	switch {
	case shop.Final(a):
		st.answer, st.expires = a, time.Now().Add(ttl)
	case !shop.Doubt(a):
		return state{}
	}
	return st
}

// safely has do answer. A panic of the bank's or the warehouse's client ends here, for the styles that
// ask on a goroutine of their own, where it would end the process.
func safely(id string, do func(id string) shop.Answer) (a shop.Answer) {
	defer func() {
		if recover() != nil {
			a = shop.InDoubt
		}
	}()
	return do(id)
}
