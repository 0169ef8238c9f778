package wrong

import (
	"context"
	"net/http"
	"strconv"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var retryAfterDoubled = solutions.Wrong[New]{
	Name:   "retry-after-doubled",
	Caught: "I17",
	Why:    "Retry-After is doubled for each duplicate without an end: after some thirty it overflows and is negative, or zero.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		var mu sync.Mutex
		told := map[payments.Scope]int{}
		bk := newBook()
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			a, mine := bk.claim(req.Scope())
			if mine {
				a = charge(r.Context(), b, req)
				bk.settle(req.Scope(), a)
			}
			if a.Status == 0 {
				mu.Lock()
				w.Header().Set("Retry-After", strconv.Itoa(int(int32(1)<<told[req.Scope()])))
				told[req.Scope()]++
				mu.Unlock()
				a = payments.InFlight
			}
			a.WriteTo(w)
		})
	},
}
