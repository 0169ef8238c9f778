package alternatives

import (
	"context"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var timerPerKey = solutions.Alternative[New]{
	Name:     "timer-per-key",
	Tradeoff: "Choose it when memory should come back on time without any traffic: each completed key has a timer that takes it out. A timer costs memory of its own, fires late under load, so that the clock still decides, and must take out its own record only.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		t := &timed{ttl: ttl, records: map[payments.Scope]*timedRecord{}}
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			rec, mine := t.claim(req.Scope())
			if mine {
				t.complete(req.Scope(), rec, charge(r.Context(), b, req))
			}
			select {
			case <-rec.done:
				rec.WriteTo(w)
			case <-r.Context().Done():
			}
		})
	},
}

type timed struct {
	ttl time.Duration

	mu      sync.Mutex
	records map[payments.Scope]*timedRecord
}

type timedRecord struct {
	done chan struct{} // closed when the answer is there
	kept               // the end is guarded by timed.mu, and zero while the request is running
}

func (t *timed) claim(id payments.Scope) (rec *timedRecord, mine bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if rec, ok := t.records[id]; ok && (rec.end.IsZero() || !over(rec.end)) {
		return rec, false
	}
	rec = &timedRecord{done: make(chan struct{})}
	t.records[id] = rec
	return rec, true
}

func (t *timed) complete(id payments.Scope, rec *timedRecord, a payments.Answer) {
	t.mu.Lock()
	defer t.mu.Unlock()
	rec.Answer = a
	close(rec.done)
	if refused(a) {
		delete(t.records, id)
		return
	}
	rec.end = time.Now().Add(t.ttl)
	time.AfterFunc(t.ttl, func() { t.remove(id, rec) })
}

// remove takes rec out, unless the key has begun its next life.
func (t *timed) remove(id payments.Scope, rec *timedRecord) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.records[id] == rec {
		delete(t.records, id)
	}
}
