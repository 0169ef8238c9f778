package alternatives

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var ownerGoroutine = solutions.Alternative[New]{
	Name:     "owner-goroutine",
	Tradeoff: "Choose it when the rules about an order grow: one goroutine owns all state and takes one step at a time, without a lock, but every request passes through it, and it must never wait for a reservation or a client.",
	New: func(ctx context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		ow := &owner{
			window: window, asks: make(chan ask), results: make(chan result),
			entries: map[reservations.Identity]*entry{}, waiting: map[reservations.Identity][]ask{},
		}
		go ow.run(ctx)
		return reservations.Mux(func(w http.ResponseWriter, r *http.Request) {
			o, ok := reservations.Read(w, r)
			if !ok {
				return
			}
			q := ask{o.Identity(), func() reservations.Answer { return reserve(r.Context(), s, o) }, make(chan reservations.Answer, 1)}
			select {
			case ow.asks <- q:
			case <-ctx.Done():
				http.Error(w, "the server shuts down", http.StatusServiceUnavailable)
				return
			case <-r.Context().Done():
				return
			}
			select {
			case a := <-q.answer:
				a.WriteTo(w)
			case <-r.Context().Done():
			}
		})
	},
}

// An ask is a request on its way to the owner.
type ask struct {
	id      reservations.Identity
	reserve func() reservations.Answer
	answer  chan reservations.Answer // holds one answer: the owner never waits for a client
}

// A result is a reservation that has ended.
type result struct {
	id     reservations.Identity
	answer reservations.Answer
}

type owner struct {
	window  time.Duration
	asks    chan ask
	results chan result

	// Only the owner's goroutine touches these.
	entries map[reservations.Identity]*entry
	inOrder []reservations.Identity // of the entries, as their windows end
	waiting map[reservations.Identity][]ask
}

// run ends with the context, when the reservations that run by then have ended: whoever was let in
// is answered.
func (ow *owner) run(ctx context.Context) {
	stop := ctx.Done()
	for stop != nil || len(ow.waiting) > 0 {
		select {
		case q := <-ow.asks:
			ow.forget()
			ow.take(q)
		case res := <-ow.results:
			ow.settle(res)
		case <-stop:
			stop = nil
		}
	}
}

func (ow *owner) forget() {
	for len(ow.inOrder) > 0 && !ow.entries[ow.inOrder[0]].live() {
		delete(ow.entries, ow.inOrder[0])
		ow.inOrder = ow.inOrder[1:]
	}
}

func (ow *owner) take(q ask) {
	if e, ok := ow.entries[q.id]; ok {
		q.answer <- e.answer
		return
	}
	if len(ow.waiting[q.id]) == 0 {
		go func() { ow.results <- result{q.id, q.reserve()} }()
	}
	ow.waiting[q.id] = append(ow.waiting[q.id], q)
}

func (ow *owner) settle(res result) {
	if e := entered(res.answer, ow.window); e != nil {
		ow.entries[res.id] = e
		ow.inOrder = append(ow.inOrder, res.id)
	}
	for _, q := range ow.waiting[res.id] {
		q.answer <- res.answer
	}
	delete(ow.waiting, res.id)
}
