package alternatives

import (
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var loadOrStore = solutions.Alternative[New]{
	Name:     "load-or-store",
	Tradeoff: "Choose it when replays are many and cores too: looking up and claiming are one call of sync.Map, readers share no lock, and a timer for each key gives memory back without traffic. Every step is a compare-and-something of the very slot that was seen.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		var slots sync.Map // relay.Scope → *slot
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			for {
				own := &slot{done: make(chan struct{})}
				found, there := slots.LoadOrStore(id, own)
				if !there {
					defer own.finish(&slots, id, rules.TTL)
					own.Answer = relay.Run(w, r, next)
					return
				}
				s := found.(*slot)
				if s.isDone() && !s.live() { // over
					slots.CompareAndDelete(id, s)
					continue
				}
				select {
				case <-s.done:
				case <-r.Context().Done():
					relay.Conflict(w)
					return
				}
				if s.Answer != nil {
					s.Send(w)
					return
				}
			}
		})
	},
}

// A slot is one life of a key.
type slot struct {
	done chan struct{} // closed when the handler has ended
	kept               // set before
}

func (s *slot) isDone() bool {
	select {
	case <-s.done:
		return true
	default:
		return false
	}
}

// finish starts the rest of the slot's life. Without an answer there is none.
func (s *slot) finish(slots *sync.Map, id relay.Scope, ttl time.Duration) {
	defer close(s.done)
	if s.Answer == nil {
		slots.CompareAndDelete(id, s)
		return
	}
	s.end = time.Now().Add(ttl)
	time.AfterFunc(ttl, func() { slots.CompareAndDelete(id, s) })
}
