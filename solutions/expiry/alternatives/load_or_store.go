package alternatives

import (
	"context"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var loadOrStore = solutions.Alternative[New]{
	Name:     "load-or-store",
	Tradeoff: "Choose it when keys are many and meet seldom: no lock of yours, duplicates of a running request are told 409, and a janitor cleans up in the background. Every step has to be a compare-and-something of the very entry that was looked at, and the janitor has to end with the server.",
	New: func(ctx context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		var slots sync.Map // payments.Scope → *slot
		go janitor(ctx, &slots)
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			s, mine := claimSlot(&slots, req.Scope())
			if !mine {
				s.read().WriteTo(w)
				return
			}
			a := charge(r.Context(), b, req)
			if refused(a) {
				slots.CompareAndDelete(req.Scope(), s)
			} else {
				s.kept.Store(&kept{a, time.Now().Add(ttl)})
			}
			a.WriteTo(w)
		})
	},
}

// A slot is one life of a key.
type slot struct {
	kept atomic.Pointer[kept] // nil while the request is running
}

func (s *slot) over() bool {
	k := s.kept.Load()
	return k != nil && over(k.end)
}

func (s *slot) read() payments.Answer {
	if k := s.kept.Load(); k != nil {
		return k.Answer
	}
	return payments.InFlight
}

// claimSlot returns the slot of id, and whether the caller has just put it there. One that is over
// is swapped for the new one, by exactly one of those who try.
func claimSlot(slots *sync.Map, id payments.Scope) (s *slot, mine bool) {
	fresh := &slot{}
	for {
		old, loaded := slots.LoadOrStore(id, fresh)
		switch {
		case !loaded:
			return fresh, true
		case !old.(*slot).over():
			return old.(*slot), false
		case slots.CompareAndSwap(id, old, fresh):
			return fresh, true
		}
	}
}

// janitor takes out what is over, once a minute, until the server shuts down.
func janitor(ctx context.Context, slots *sync.Map) {
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			slots.Range(func(id, s any) bool {
				if s.(*slot).over() {
					slots.CompareAndDelete(id, s) // not the slot of a life that has begun since
				}
				return true
			})
		case <-ctx.Done():
			return
		}
	}
}
