package alternatives

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var singleFlight = solutions.Alternative[New]{
	Name:     "singleflight",
	Tradeoff: "Choose it when the code base has singleflight already: a flight never expires while it is in the air, and what it brings home is a small cache with a time to live. Look-up and store have to happen on board, and a panic on board ends the process.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		var flights singleflight.Group
		c := &cache{ttl: ttl, answers: map[payments.Scope]kept{}}
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			id := req.Scope()
			// Quoted, the two parts cannot run into each other.
			landed := flights.DoChan(fmt.Sprintf("%q %q", id.Caller, id.Key), func() (any, error) {
				if a, ok := c.look(id); ok {
					return a, nil
				}
				a := charge(r.Context(), b, req)
				if !refused(a) {
					c.keep(id, a)
				}
				return a, nil
			})
			select {
			case res := <-landed:
				res.Val.(payments.Answer).WriteTo(w)
			case <-r.Context().Done():
			}
		})
	},
}

// A cache holds answers for a time. It knows only completed ones.
type cache struct {
	ttl time.Duration

	mu      sync.Mutex
	answers map[payments.Scope]kept
	cleaned time.Time
}

func (c *cache) look(id payments.Scope) (payments.Answer, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	k, ok := c.answers[id]
	if !ok || over(k.end) {
		return payments.Answer{}, false
	}
	return k.Answer, true
}

func (c *cache) keep(id payments.Scope, a payments.Answer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.answers[id] = kept{a, time.Now().Add(c.ttl)}
	c.clean()
}

// clean looks at everything, once per time to live: so an answer is kept for twice as long at most.
// c.mu is held.
func (c *cache) clean() {
	if time.Since(c.cleaned) < c.ttl {
		return
	}
	c.cleaned = time.Now()
	for id, k := range c.answers {
		if over(k.end) {
			delete(c.answers, id)
		}
	}
}
