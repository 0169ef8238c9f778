package wrong

import (
	"context"
	"io"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var halfAPayload = solutions.Wrong[New]{
	Name:   "half-a-payload",
	Caught: "P31",
	Why:    "The key is bound to whatever of the body has arrived, also when it breaks off: the complete retry is another payload.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		var payloads sync.Map // transfers.Scope → any
		do := moveOnce(b, byHash)
		return transfers.Mux(func(w http.ResponseWriter, r *http.Request) {
			id, ok := transfers.Head(w, r, transfers.Key)
			if !ok {
				return
			}
			data, broken := io.ReadAll(r.Body)
			req, err := transfers.Decode(data)
			if err != nil && broken == nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
			p, loaded := payloads.LoadOrStore(id, byHash(req))
			if loaded && p != byHash(req) {
				transfers.Mismatch.WriteTo(w)
				return
			}
			if broken != nil {
				return
			}
			req.Caller, req.Key = id.Caller, id.Key
			a := do(r.Context(), req)
			if !final(a) {
				payloads.Delete(id)
			}
			if a.Status != 0 {
				a.WriteTo(w)
			}
		})
	},
}
