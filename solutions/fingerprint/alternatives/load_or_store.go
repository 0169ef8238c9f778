package alternatives

import (
	"context"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var loadOrStore = solutions.Alternative[New]{
	Name:     "load-or-store",
	Tradeoff: "Choose it when clients retry on 409 anyway: look-up and claim are one call, nobody waits and a timer for each order cleans up, but an order whose window is over is claimed by a second way, which is easy to forget.",
	New: func(ctx context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		var entries sync.Map // reservations.Identity → *entry
		return reservations.Mux(func(w http.ResponseWriter, r *http.Request) {
			o, ok := reservations.Read(w, r)
			if !ok {
				return
			}
			id := o.Identity()
			if e := claim(&entries, id); e == inFlight {
				w.Header().Set("Retry-After", "1")
				e.answer.WriteTo(w)
				return
			} else if e != nil {
				e.answer.WriteTo(w)
				return
			}
			a := reserve(r.Context(), s, o)
			if e := entered(a, window); e == nil {
				entries.Delete(id)
			} else {
				entries.Store(id, e)
				// The timer is never early, and who finds the entry before it was run looks at the clock.
				time.AfterFunc(window, func() { entries.CompareAndDelete(id, e) })
			}
			a.WriteTo(w)
		})
	},
}

// inFlight is known by its address.
var inFlight = &entry{answer: reservations.InFlight}

// claim returns what is known about the order, or nil when it is the caller's to make.
func claim(entries *sync.Map, id reservations.Identity) *entry {
	for {
		v, found := entries.LoadOrStore(id, inFlight)
		if !found {
			return nil
		}
		e := v.(*entry)
		if e == inFlight || e.live() {
			return e
		}
		if entries.CompareAndSwap(id, e, inFlight) { // over: one of those who find it claims it
			return nil
		}
	}
}
