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

var badBodyBindsKey = solutions.Wrong[New]{
	Name:   "bad-body-binds-key",
	Caught: "P8",
	Why:    "The payload is noted before it is validated: a typo is refused with 400, and the mended request with 422, for ever.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		var payloads sync.Map // transfers.Scope → any
		do := moveOnce(b, byHash)
		return transfers.Mux(func(w http.ResponseWriter, r *http.Request) {
			id, ok := transfers.Head(w, r, transfers.Key)
			if !ok {
				return
			}
			data, err := io.ReadAll(r.Body)
			if err != nil {
				return
			}
			sum := byHash(transfers.Request{Body: data})
			p, loaded := payloads.LoadOrStore(id, sum)
			if loaded && p != sum {
				transfers.Mismatch.WriteTo(w)
				return
			}
			req, err := transfers.Decode(data)
			if err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
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
