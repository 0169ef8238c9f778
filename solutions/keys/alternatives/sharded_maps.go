package alternatives

import (
	"context"
	"hash/maphash"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var shardedMaps = solutions.Alternative[New]{
	Name:     "sharded-maps",
	Tradeoff: "Choose it when a profile shows that one mutex is the bottleneck: keys of different shards never meet and replays share a read lock, but there are two locks to get right, and a claim has to look twice.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		s := newShards()
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			id := req.Scope()
			sh := s.of(id)
			e, mine := sh.claim(id)
			if mine {
				sh.charge(r.Context(), b, req, e)
			}
			select {
			case <-e.done:
				e.answer.WriteTo(w)
			case <-r.Context().Done():
			}
		})
	},
}

type shards struct {
	seed maphash.Seed // of this process: nobody can choose keys that crowd one shard
	all  [32]shard
}

func newShards() *shards {
	s := &shards{seed: maphash.MakeSeed()}
	for i := range s.all {
		s.all[i].entries = map[payments.Scope]*entry{}
	}
	return s
}

func (s *shards) of(id payments.Scope) *shard {
	return &s.all[maphash.Comparable(s.seed, id)%uint64(len(s.all))]
}

type shard struct {
	mu      sync.RWMutex // never held across a charge
	entries map[payments.Scope]*entry
}

// An entry is what is known about a key.
type entry struct {
	done   chan struct{} // closed when answer is set
	answer payments.Answer
}

// claim returns the entry of id, and whether the caller has just made it.
func (s *shard) claim(id payments.Scope) (e *entry, mine bool) {
	s.mu.RLock()
	e, ok := s.entries[id]
	s.mu.RUnlock()
	if ok {
		return e, false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	// Looked up again: between the two locks somebody else may have claimed the key.
	if e, ok := s.entries[id]; ok {
		return e, false
	}
	e = &entry{done: make(chan struct{})}
	s.entries[id] = e
	return e, true
}

func (s *shard) charge(ctx context.Context, b bank.Charger, req payments.Request, e *entry) {
	e.answer = payments.Unknown // stands if the charge panics
	defer close(e.done)
	receipt, err := b.Charge(context.WithoutCancel(ctx), req.Charge())
	if e.answer = payments.Of(req, receipt, err); refused(e.answer) {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.entries, req.Scope())
	}
}
