package alternatives

import (
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var twoGenerations = solutions.Alternative[New]{
	Name:     "two-generations",
	Tradeoff: "Choose it when keys come by the million: nothing is ever swept, a whole map is dropped at once, and the memory of the map itself comes back as well. An answer may stay for twice its time, so that the clock still decides, and what is running needs a map without age.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		g := &generations{ttl: rules.TTL, running: map[relay.Scope]*run{}, since: time.Now(), young: map[relay.Scope]kept{}}
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			for {
				a, f, mine := g.claim(id)
				if mine {
					defer func() { g.land(id, f) }()
					f.answer = relay.Run(w, r, next)
					return
				}
				if f != nil {
					select {
					case <-f.done:
						a = f.answer
					case <-r.Context().Done():
						relay.Conflict(w)
						return
					}
				}
				if a != nil {
					a.Send(w)
					return
				}
			}
		})
	},
}

// Generations are the answers that completed in the current stretch of ttl, and in the one before.
type generations struct {
	ttl time.Duration

	mu         sync.Mutex
	running    map[relay.Scope]*run // these have no age
	since      time.Time            // the young generation is filled since
	young, old map[relay.Scope]kept
}

// A run is a handler at work.
type run struct {
	done   chan struct{} // closed when it has ended
	answer *relay.Answer // set before
}

// claim returns the answer of id, or the run that is to bring it; mine: the caller's own.
func (g *generations) claim(id relay.Scope) (a *relay.Answer, f *run, mine bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.turn()
	if f, ok := g.running[id]; ok {
		return nil, f, false
	}
	for _, m := range []map[relay.Scope]kept{g.young, g.old} { // the younger answer counts
		if k := m[id]; k.live() {
			return k.Answer, nil, false
		}
	}
	f = &run{done: make(chan struct{})}
	g.running[id] = f
	return nil, f, true
}

func (g *generations) land(id relay.Scope, f *run) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.turn()
	delete(g.running, id)
	if f.answer != nil {
		g.young[id] = kept{f.answer, time.Now().Add(g.ttl)}
	}
	close(f.done)
}

// turn begins a generation when the young one has been filled for ttl. What is old by then
// completed before that one began, and is over. g.mu is held.
func (g *generations) turn() {
	now := time.Now()
	if now.Sub(g.since) < g.ttl {
		return
	}
	g.old, g.young = g.young, map[relay.Scope]kept{}
	if now.Sub(g.since) >= 2*g.ttl {
		g.old = nil // nobody came for so long that these are over as well
	}
	g.since = now
}
