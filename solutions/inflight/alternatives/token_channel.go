package alternatives

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var tokenChannel = solutions.Alternative[New]{
	Name:     "token-channel",
	Tradeoff: "Choose it when you think in channels: each key has one token that holds what is known, whoever finds it takes it along to the bank and brings it back, and an empty channel means in flight; a token that is lost in a panic locks its key for ever.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		tokens := &mint{of: map[payments.Scope]chan payments.Answer{}}
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			home := tokens.home(req.Scope())
			select {
			case a := <-home:
				if a.Status == 0 {
					a = charge(r.Context(), b, req)
				}
				if refused(a) {
					home <- payments.Answer{}
				} else {
					home <- a
				}
				a.WriteTo(w)
			default:
				turnAway(w)
			}
		})
	},
}

// A mint makes one token for each key.
type mint struct {
	mu sync.Mutex
	of map[payments.Scope]chan payments.Answer
}

// home is where the key's token lies, unless somebody has taken it along. A zero token is that of
// a free key.
func (m *mint) home(id payments.Scope) chan payments.Answer {
	m.mu.Lock()
	defer m.mu.Unlock()
	home, ok := m.of[id]
	if !ok {
		home = make(chan payments.Answer, 1)
		home <- payments.Answer{}
		m.of[id] = home
	}
	return home
}
