package alternatives

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var payloadChecked = solutions.Alternative[New]{
	Name:     "payload-checked",
	Tradeoff: "Choose it when clients are not yours: the mark remembers what it was set for, so that another payload is told 422 at once instead of 409, which would only bring it back; the challenge payload asks for this.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		d := &desk{files: map[payments.Scope]*file{}}
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			a, mine := d.open(req)
			if mine {
				a = charge(r.Context(), b, req)
				d.close(req.Scope(), a)
			}
			reply(w, a, a.Status != 0)
		})
	},
}

type desk struct {
	mu    sync.Mutex
	files map[payments.Scope]*file
}

// A file is what is known about a key.
type file struct {
	asked  bank.Charge
	answer payments.Answer // zero: in flight
}

func (d *desk) open(req payments.Request) (a payments.Answer, mine bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f, ok := d.files[req.Scope()]
	switch {
	case !ok:
		d.files[req.Scope()] = &file{asked: req.Charge()}
		return payments.Answer{}, true
	case f.asked != req.Charge():
		return payments.Mismatch, false
	}
	return f.answer, false
}

func (d *desk) close(id payments.Scope, a payments.Answer) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if refused(a) {
		delete(d.files, id)
		return
	}
	d.files[id].answer = a
}
