package alternatives

import (
	"context"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var compareAndSwap = solutions.Alternative[New]{
	Name:     "compare-and-swap",
	Tradeoff: "Choose it as a model of a shared store, which offers compare-and-set and no channels: one atomic step claims an order, and a janitor cleans up, but duplicates poll, and a cell has to be marked before it may be removed.",
	New: func(ctx context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		var cells sync.Map // reservations.Identity → *cell
		go tidy(ctx, &cells, max(window, time.Minute))
		return reservations.Mux(func(w http.ResponseWriter, r *http.Request) {
			o, ok := reservations.Read(w, r)
			if !ok {
				return
			}
			for r.Context().Err() == nil {
				c, _ := cells.LoadOrStore(o.Identity(), new(cell))
				a, ok := c.(*cell).try(func() *entry { return entered(reserve(r.Context(), s, o), window) })
				if ok {
					a.WriteTo(w)
					return
				}
				time.Sleep(pollInterval)
			}
		})
	},
}

const pollInterval = 20 * time.Millisecond

// A cell is the state of an order: nil when nothing is known, running, removed, or its entry.
type cell struct {
	state atomic.Pointer[entry]
}

// Both are known by their address.
var running, removed = new(entry), new(entry)

// try makes the order if nothing is known about it, or no more. It returns false when the caller has
// to look again: somebody else makes it, or the cell is no longer in use.
func (c *cell) try(reserve func() *entry) (reservations.Answer, bool) {
	e := c.state.Load()
	switch {
	case e == running || e == removed:
		return reservations.Answer{}, false
	case e.live():
		return e.answer, true
	case !c.state.CompareAndSwap(e, running):
		return reservations.Answer{}, false
	}
	e = reserve()
	c.state.Store(e)
	if e == nil {
		return reservations.Refused, true
	}
	return e.answer, true
}

// tidy removes the cells of orders that are over, until the server shuts down.
func tidy(ctx context.Context, cells *sync.Map, interval time.Duration) {
	t := time.NewTicker(interval)
	defer t.Stop()
	for {
		select {
		case <-t.C:
		case <-ctx.Done():
			return
		}
		cells.Range(func(id, v any) bool {
			c := v.(*cell)
			// First the mark, then the removal: who has the cell already must not use it any more.
			if e := c.state.Load(); e != running && e != removed && !e.live() && c.state.CompareAndSwap(e, removed) {
				cells.Delete(id)
			}
			return true
		})
	}
}
