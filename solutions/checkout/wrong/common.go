package wrong

import (
	"context"
	"crypto/rand"
	"sync"
	"time"

	"example.com/idempotency/solutions/checkout/internal/shop"
)

// Notes are answers under keys, with no way to claim a key: each access is locked, and that is all.
type notes struct {
	ttl time.Duration

	mu      sync.Mutex
	answers map[any]note
	ids     map[any]string
	running map[any]bool
}

type note struct {
	answer  shop.Answer
	payload any
	expires time.Time
}

func newNotes(ttl time.Duration) *notes {
	return &notes{ttl: ttl, answers: map[any]note{}, ids: map[any]string{}, running: map[any]bool{}}
}

// known is the answer that was kept under the wish's key.
func (n *notes) known(w shop.Wish) (a shop.Answer, ok bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	x, ok := n.answers[shop.ScopeOf(w)]
	switch {
	case !ok || !time.Now().Before(x.expires):
		return a, false
	case w.Body != nil && x.payload != shop.Hash(w):
		return shop.Mismatch, true
	}
	return x.answer, true
}

// id is that of the wish, the same until an answer is kept.
func (n *notes) id(w shop.Wish) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	sc := shop.ScopeOf(w)
	if n.ids[sc] == "" {
		n.ids[sc] = rand.Text()
	}
	return n.ids[sc]
}

// keep keeps an answer that is final, and a conflict as well.
func (n *notes) keep(w shop.Wish, a shop.Answer) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if sc := shop.ScopeOf(w); shop.Final(a) || a.Status == shop.InFlight.Status {
		n.answers[sc] = note{a, shop.Hash(w), time.Now().Add(n.ttl)}
		delete(n.ids, sc)
	}
}

// checkThenAct looks, acts and keeps, one after the other.
func (n *notes) checkThenAct(_ context.Context, w shop.Wish, do func(id string) shop.Answer) shop.Answer {
	if a, ok := n.known(w); ok {
		return a
	}
	a := do(n.id(w))
	if shop.Final(a) {
		n.keep(w, a)
	}
	return a
}

// whileUnmarked acts unless somebody else does at the moment. It does not look for an answer.
func (n *notes) whileUnmarked(_ context.Context, w shop.Wish, do func(id string) shop.Answer) shop.Answer {
	sc := shop.ScopeOf(w)
	n.mu.Lock()
	busy := n.running[sc]
	n.running[sc] = true
	n.mu.Unlock()
	if busy {
		return shop.InFlight
	}
	defer func() {
		n.mu.Lock()
		delete(n.running, sc)
		n.mu.Unlock()
	}()
	a := do(n.id(w))
	if shop.Final(a) {
		n.keep(w, a)
	}
	return a
}
