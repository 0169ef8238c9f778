package alternatives

import (
	"fmt"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var singleFlight = solutions.Alternative[New]{
	Name:     "singleflight",
	Tradeoff: "Choose it when the code base has singleflight already: duplicates share one flight. It remembers nothing once it has landed, so that look-up and store happen on board; it wraps panics, so that the handler's own has to be carried past it; and a passenger cannot get off before landing.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		var flights singleflight.Group
		c := &cache{ttl: rules.TTL, answers: map[relay.Scope]kept{}, swept: time.Now()}
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			for {
				pilot := false
				landed, _, _ := flights.Do(fmt.Sprintf("%q", id), func() (any, error) {
					// Looked up before take-off, the answer of a flight that lands just then is missed.
					if a := c.look(id); a != nil {
						return flight{answer: a}, nil
					}
					pilot = true
					f := fly(w, r, next)
					c.keep(id, f.answer)
					return f, nil
				})
				f := landed.(flight)
				switch {
				case pilot && f.crashed:
					panic(f.with) // as if nobody had caught it, but for the stack
				case pilot:
					return // the client has its answer
				case f.answer != nil:
					f.answer.Send(w)
					return
				}
			}
		})
	},
}

// A flight is what the handler did: it answered, or it panicked.
type flight struct {
	answer  *relay.Answer
	crashed bool
	with    any
}

func fly(w http.ResponseWriter, r *http.Request, next http.Handler) (f flight) {
	f.crashed = true
	defer func() {
		if f.crashed {
			f.with = recover()
		}
	}()
	f.answer = relay.Run(w, r, next)
	f.crashed = false
	return f
}

// A cache remembers answers until they end.
type cache struct {
	ttl time.Duration

	mu      sync.Mutex
	answers map[relay.Scope]kept
	swept   time.Time
}

func (c *cache) look(id relay.Scope) *relay.Answer {
	c.mu.Lock()
	defer c.mu.Unlock()
	if k := c.answers[id]; k.live() {
		return k.Answer
	}
	return nil
}

func (c *cache) keep(id relay.Scope, a *relay.Answer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if time.Since(c.swept) >= c.ttl {
		c.swept = time.Now()
		for id, k := range c.answers {
			if !k.live() {
				delete(c.answers, id)
			}
		}
	}
	if a != nil {
		c.answers[id] = kept{a, time.Now().Add(c.ttl)}
	}
}
