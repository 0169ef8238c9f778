package alternatives

import (
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var conflictWhileRunning = solutions.Alternative[New]{
	Name:     "conflict-while-running",
	Tradeoff: "Choose it when handlers are slow and clients retry by themselves, as the draft recommends: a duplicate costs nothing and there are no waiters to wake, but waiting for the handler becomes waiting for the client's timer.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		m := &marks{ttl: rules.TTL, running: map[relay.Scope]bool{}, answers: map[relay.Scope]kept{}, swept: time.Now()}
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			answer, mine := m.claim(id)
			switch {
			case answer != nil:
				answer.Send(w)
			case !mine:
				relay.Conflict(w)
			default:
				defer func() { m.release(id, answer) }()
				answer = relay.Run(w, r, next)
			}
		})
	},
}

// Marks are which keys are running, and what the others were answered.
type marks struct {
	ttl time.Duration

	mu      sync.Mutex
	running map[relay.Scope]bool
	answers map[relay.Scope]kept
	swept   time.Time
}

// claim returns the answer of id, or marks it as running; mine: the caller's own mark.
func (m *marks) claim(id relay.Scope) (a *relay.Answer, mine bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.running[id] {
		return nil, false
	}
	if k := m.answers[id]; k.live() {
		return k.Answer, false
	}
	m.running[id] = true
	return nil, true
}

// release takes the mark away and stores the answer in one step: between the two, the key would
// look unused.
func (m *marks) release(id relay.Scope, a *relay.Answer) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.running, id)
	if a != nil {
		m.answers[id] = kept{a, time.Now().Add(m.ttl)}
	}
	if time.Since(m.swept) < m.ttl {
		return
	}
	m.swept = time.Now()
	for id, k := range m.answers {
		if !k.live() {
			delete(m.answers, id)
		}
	}
}
