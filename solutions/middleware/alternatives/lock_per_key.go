package alternatives

import (
	"maps"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var lockPerKey = solutions.Alternative[New]{
	Name:     "lock-per-key",
	Tradeoff: "Choose it for the plainest flow: lock the key, look, run, store. A panic only has to unlock, and the next in line takes over. An entry may go only while nobody holds or awaits its lock, so that its users are counted.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		l := &locks{ttl: rules.TTL, entries: map[relay.Scope]*entry{}, swept: time.Now()}
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			e := l.enter(id)
			defer l.leave(id, e)
			select {
			case e.turn <- struct{}{}:
			case <-r.Context().Done(): // a sync.Mutex could not be left
				relay.Conflict(w)
				return
			}
			k := e.kept
			if !k.live() {
				defer func() { <-e.turn }()
				e.kept = kept{} // what is over is gone, also when the handler panics
				a := relay.Run(w, r, next)
				e.kept = kept{a, time.Now().Add(rules.TTL)}
				return
			}
			<-e.turn // a slow client must not keep other replays
			k.Send(w)
		})
	},
}

// Locks are the entries of all keys.
type locks struct {
	ttl time.Duration

	mu      sync.Mutex
	entries map[relay.Scope]*entry
	swept   time.Time
}

// An entry is a key, and the lock that is held while its handler runs.
type entry struct {
	turn  chan struct{} // holds a token while the entry is locked
	kept                // guarded by turn, or by locks.mu while there are no users
	users int           // who hold or await the lock; guarded by locks.mu
}

// idle reports whether the entry can go. locks.mu is held.
func (e *entry) idle() bool { return e.users == 0 && !e.live() }

func (l *locks) enter(id relay.Scope) *entry {
	l.mu.Lock()
	defer l.mu.Unlock()
	e, ok := l.entries[id]
	if !ok {
		e = &entry{turn: make(chan struct{}, 1)}
		l.entries[id] = e
	}
	e.users++
	return e
}

func (l *locks) leave(id relay.Scope, e *entry) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e.users--
	if e.idle() {
		delete(l.entries, id)
	}
	if time.Since(l.swept) >= l.ttl {
		l.swept = time.Now()
		maps.DeleteFunc(l.entries, func(_ relay.Scope, e *entry) bool { return e.idle() })
	}
}
