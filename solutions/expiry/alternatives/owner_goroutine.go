package alternatives

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var ownerGoroutine = solutions.Alternative[New]{
	Name:     "owner-goroutine",
	Tradeoff: "Choose it when the rules about a key grow: one goroutine owns all state, and expiry is one more thing that it does in turn, without a lock. Every request of every key passes through it, and it must never wait for a charge or a client.",
	New: func(ctx context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		o := &owner{ttl: ttl, asks: make(chan ask), results: make(chan result), keys: map[payments.Scope]*owned{}}
		go o.run(ctx)
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			q := ask{req.Scope(), func() payments.Answer { return charge(r.Context(), b, req) }, make(chan payments.Answer, 1)}
			select {
			case o.asks <- q:
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
	id     payments.Scope
	charge func() payments.Answer
	answer chan payments.Answer // holds one answer: the owner never waits for a client
}

// A result is a charge that has ended.
type result struct {
	id     payments.Scope
	answer payments.Answer
}

// An owned key is what the owner knows about it.
type owned struct {
	waiting []ask // while the charge runs
	kept          // from then on
}

// An owner's fields are its own goroutine's, but for the channels.
type owner struct {
	ttl     time.Duration
	asks    chan ask
	results chan result
	keys    map[payments.Scope]*owned
	running int
	oldest  []payments.Scope // of the completed keys, soonest end first
}

// run ends with the context, when the charges that run by then have ended: whoever was let in is
// answered.
func (o *owner) run(ctx context.Context) {
	stop := ctx.Done()
	for stop != nil || o.running > 0 {
		select {
		case q := <-o.asks:
			o.forget()
			o.take(q)
		case res := <-o.results:
			o.settle(res)
		case <-o.nextEnd():
			o.forget()
		case <-stop:
			stop = nil
		}
	}
}

// nextEnd wakes the owner when the oldest key is over; nil, which never does, when there is none.
func (o *owner) nextEnd() <-chan time.Time {
	if len(o.oldest) == 0 {
		return nil
	}
	return time.After(time.Until(o.keys[o.oldest[0]].end))
}

// forget takes out what is over. It runs before every look-up, so that none sees it.
func (o *owner) forget() {
	for len(o.oldest) > 0 && over(o.keys[o.oldest[0]].end) {
		delete(o.keys, o.oldest[0])
		o.oldest[0] = payments.Scope{}
		o.oldest = o.oldest[1:]
	}
}

func (o *owner) take(q ask) {
	k := o.keys[q.id]
	switch {
	case k == nil:
		k = &owned{}
		o.keys[q.id] = k
		o.running++
		go func() { o.results <- result{q.id, q.charge()} }()
	case k.Status != 0:
		q.answer <- k.Answer
		return
	}
	k.waiting = append(k.waiting, q)
}

func (o *owner) settle(res result) {
	o.running--
	k := o.keys[res.id]
	for _, q := range k.waiting {
		q.answer <- res.answer
	}
	if refused(res.answer) {
		delete(o.keys, res.id)
		return
	}
	*k = owned{kept: kept{res.answer, time.Now().Add(o.ttl)}}
	o.oldest = append(o.oldest, res.id)
}
