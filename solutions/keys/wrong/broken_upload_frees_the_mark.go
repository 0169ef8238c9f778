package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var brokenUploadFreesTheMark = solutions.Wrong[New]{
	Name:   "broken-upload-frees-the-mark",
	Caught: "K19",
	Why:    "A request that can not be read frees its key on the way out, also when another one with that key is being charged.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		var running, answers sync.Map
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				key, _ := payments.Key(r)
				running.Delete(payments.Scope{Caller: r.Header.Get("X-User-Id"), Key: key})
				return
			}
			if _, busy := running.LoadOrStore(req.Scope(), true); busy {
				payments.InFlight.WriteTo(w)
				return
			}
			defer running.Delete(req.Scope())
			if a, ok := answers.Load(req.Scope()); ok {
				a.(payments.Answer).WriteTo(w)
				return
			}
			a := charge(r.Context(), b, req)
			if final(a) {
				answers.Store(req.Scope(), a)
			}
			a.WriteTo(w)
		})
	},
}
