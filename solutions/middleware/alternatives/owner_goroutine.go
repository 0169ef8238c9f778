package alternatives

import (
	"maps"
	"net/http"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var ownerGoroutine = solutions.Alternative[New]{
	Name:     "owner-goroutine",
	Tradeoff: "Choose it when the rules about a key grow: one goroutine owns all state and runs one step at a time, without a lock. Every request passes through it, it must never wait for a handler or a client, and it lives until the Context ends, which the zero Config does not have.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		o := &owner{ttl: rules.TTL, asks: make(chan ask), ends: make(chan *stay), stays: map[relay.Scope]*stay{}}
		go o.run(rules.Context.Done())
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			for {
				q := ask{id, make(chan *stay), make(chan *stay)}
				select {
				case o.asks <- q:
				case <-rules.Context.Done():
					http.Error(w, "the server shuts down", http.StatusServiceUnavailable)
					return
				}
				select { // the owner says at once which it is
				case s := <-q.mine:
					defer func() { o.ends <- s }()
					s.Answer = relay.Run(w, r, next)
					return
				case s := <-q.other:
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
			}
		})
	},
}

// An ask is a request on its way to the owner, which hands it the stay of its key.
type ask struct {
	id          relay.Scope
	mine, other chan *stay
}

// A stay is one life of a key. Who is handed it as its own runs the handler, and returns it.
type stay struct {
	id   relay.Scope
	done chan struct{} // closed when it is back
	kept               // the end is the owner's, and zero until then
}

type owner struct {
	ttl  time.Duration
	asks chan ask
	ends chan *stay

	stays   map[relay.Scope]*stay // only the owner's goroutine touches it
	running int
}

// run ends with the server, when the handlers that run by then have ended.
func (o *owner) run(stop <-chan struct{}) {
	swept := time.Now()
	for stopped := false; !stopped || o.running > 0; {
		select {
		case q := <-o.asks:
			o.hand(q)
		case s := <-o.ends:
			o.take(s)
		case <-stop:
			stopped, stop = true, nil
		}
		if time.Since(swept) >= o.ttl {
			swept = time.Now()
			maps.DeleteFunc(o.stays, func(_ relay.Scope, s *stay) bool { return s.over() })
		}
	}
}

// over reports whether the stay has ended.
func (s *stay) over() bool { return !s.end.IsZero() && !s.live() }

func (o *owner) hand(q ask) {
	if s, ok := o.stays[q.id]; ok && !s.over() {
		q.other <- s
		return
	}
	s := &stay{id: q.id, done: make(chan struct{})}
	o.stays[q.id] = s
	o.running++
	q.mine <- s
}

func (o *owner) take(s *stay) {
	o.running--
	if s.Answer == nil {
		delete(o.stays, s.id)
	} else {
		s.end = time.Now().Add(o.ttl)
	}
	close(s.done)
}
