package wrong

import (
	"context"
	"net/http"
	"strconv"
	"sync"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var retryAfterRunsOut = solutions.Wrong[New]{
	Name:   "retry-after-runs-out",
	Caught: "I10",
	Why:    "Retry-After is what is left of the time that the bank usually takes: when the bank takes longer it is zero, and clients come back at once, all of them.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		var started sync.Map // payments.Scope → time.Time
		bk := newBook()
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			started.LoadOrStore(req.Scope(), time.Now())
			a, mine := bk.claim(req.Scope())
			if mine {
				a = charge(r.Context(), b, req)
				bk.settle(req.Scope(), a)
			}
			if a.Status == 0 {
				at, _ := started.Load(req.Scope())
				left := 30*time.Second - time.Since(at.(time.Time))
				w.Header().Set("Retry-After", strconv.Itoa(max(0, int(left.Seconds()))))
				a = payments.InFlight
			}
			a.WriteTo(w)
		})
	},
}
