package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var timeoutFromArrival = solutions.Wrong[New]{
	Name:   "timeout-from-arrival",
	Caught: "I22",
	Why:    "The thirty seconds for the bank begin when the request arrives: what a slow upload takes is missing, and a charge that has just begun is cut.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), 30*time.Second)
			defer cancel()
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			a, mine := bk.claim(req.Scope())
			if mine {
				a = payments.Unknown
				func() {
					defer func() { _ = recover() }()
					receipt, err := b.Charge(ctx, req.Charge())
					a = payments.Of(req, receipt, err)
				}()
				bk.settle(req.Scope(), a)
			}
			reply(w, a)
		})
	},
}
