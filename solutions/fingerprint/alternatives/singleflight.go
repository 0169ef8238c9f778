package alternatives

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var singleFlight = solutions.Alternative[New]{
	Name:     "singleflight",
	Tradeoff: "Choose it when the code base has singleflight already: duplicates share one flight, and two maps that take turns forget in bulk, but look-up and store have to happen on board, and memory holds up to two windows.",
	New: func(ctx context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		var flights singleflight.Group
		g := &generations{window: window, turned: time.Now(), young: map[string]*entry{}}
		return reservations.Mux(func(w http.ResponseWriter, r *http.Request) {
			o, ok := reservations.Read(w, r)
			if !ok {
				return
			}
			// Quoted, the parts cannot run into each other.
			id := fmt.Sprintf("%q %q %q %x", o.Caller, o.Method, o.Path, o.Identity().Body)
			landed := flights.DoChan(id, func() (any, error) {
				// Looked up before take-off, the answer of a flight that lands just then is missed.
				if e := g.find(id); e.live() {
					return e.answer, nil
				}
				a := reserve(r.Context(), s, o)
				g.keep(id, entered(a, window))
				return a, nil
			})
			select {
			case res := <-landed:
				res.Val.(reservations.Answer).WriteTo(w)
			case <-r.Context().Done():
			}
		})
	},
}

// Generations forget in bulk: what is in the old map was entered a window ago at least when the maps
// take turns.
type generations struct {
	window time.Duration

	mu         sync.Mutex
	turned     time.Time
	young, old map[string]*entry
}

func (g *generations) find(id string) *entry {
	g.mu.Lock()
	defer g.mu.Unlock()
	if time.Since(g.turned) >= g.window {
		g.old, g.young, g.turned = g.young, map[string]*entry{}, time.Now()
	}
	if e, ok := g.young[id]; ok {
		return e
	}
	return g.old[id]
}

func (g *generations) keep(id string, e *entry) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if e != nil {
		g.young[id] = e
	}
}
