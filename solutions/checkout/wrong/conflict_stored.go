package wrong

import (
	"context"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var conflictStored = solutions.Wrong[New]{
	Name: "conflict-stored", Caught: "C15",
	Why: "Whatever a request is answered is stored under its key, also the 409 of a duplicate, which may come after the first one's answer.",
	New: but(func(s *shop.Shop) {
		n := newNotes(s.TTL)
		running := map[any]bool{}
		s.Once = func(_ context.Context, w shop.Wish, do func(id string) shop.Answer) (a shop.Answer) {
			sc := shop.ScopeOf(w)
			if known, ok := n.known(w); ok {
				return known
			}
			n.mu.Lock()
			busy := running[sc]
			running[sc] = true
			n.mu.Unlock()
			if busy {
				n.keep(w, shop.InFlight)
				return shop.InFlight
			}
			a = shop.InDoubt
			defer func() {
				n.keep(w, a)
				n.mu.Lock()
				delete(running, sc)
				n.mu.Unlock()
			}()
			a = do(n.id(w))
			return a
		}
	}),
}
