package alternatives

import (
	"context"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var twoGenerations = solutions.Alternative[New]{
	Name:     "two-generations",
	Tradeoff: "Choose it when keys come by the million: nothing is ever swept, a whole map is dropped at once, and the memory of the map itself comes back as well. An answer may stay for twice its time, so that the clock still decides.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		g := &generations{ttl: ttl, running: map[payments.Scope]*flight{}, since: time.Now(), young: map[payments.Scope]kept{}}
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			a, f, mine := g.claim(req.Scope())
			switch {
			case mine:
				a = charge(r.Context(), b, req)
				g.land(req.Scope(), f, a)
			case f != nil:
				select {
				case <-f.done:
					a = f.answer
				case <-r.Context().Done():
					return
				}
			}
			a.WriteTo(w)
		})
	},
}

// Generations are the answers that completed in the current stretch of ttl, and in the one before.
type generations struct {
	ttl time.Duration

	mu         sync.Mutex
	running    map[payments.Scope]*flight // these have no age
	since      time.Time                  // the young generation is filled since
	young, old map[payments.Scope]kept
}

// A flight is a request that is running.
type flight struct {
	done   chan struct{}
	answer payments.Answer
}

// claim returns the answer of id, or the flight that is to bring it; mine: the caller's own.
func (g *generations) claim(id payments.Scope) (a payments.Answer, f *flight, mine bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.turn()
	if f, ok := g.running[id]; ok {
		return a, f, false
	}
	for _, m := range []map[payments.Scope]kept{g.young, g.old} { // the younger answer counts
		if k, ok := m[id]; ok && !over(k.end) {
			return k.Answer, nil, false
		}
	}
	f = &flight{done: make(chan struct{})}
	g.running[id] = f
	return a, f, true
}

func (g *generations) land(id payments.Scope, f *flight, a payments.Answer) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.turn()
	delete(g.running, id)
	if !refused(a) {
		g.young[id] = kept{a, time.Now().Add(g.ttl)}
	}
	f.answer = a
	close(f.done)
}

// turn begins a generation when the young one has been filled for ttl. What is old by then
// completed before that one began, and is over. g.mu is held.
func (g *generations) turn() {
	now := time.Now()
	if now.Sub(g.since) < g.ttl {
		return
	}
	g.old, g.young = g.young, map[payments.Scope]kept{}
	if now.Sub(g.since) >= 2*g.ttl {
		g.old = nil // nobody came for so long that these are over as well
	}
	g.since = now
}
