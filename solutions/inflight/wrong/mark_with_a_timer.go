package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var markWithATimer = solutions.Wrong[New]{
	Name:   "mark-with-a-timer",
	Caught: "I22",
	Why:    "A timer takes the mark away after 30 seconds, in case the handler does not: a charge that takes longer is charged again.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		running, bk := newBook(), newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			id := req.Scope()
			if _, mine := running.claim(id); !mine {
				a, _ := bk.look(id)
				return a
			}
			lease := time.AfterFunc(30*time.Second, func() { running.free(id) })
			if a, ok := bk.look(id); ok { // answered since the timer
				lease.Stop()
				return a
			}
			a := charge(ctx, b, req)
			if final(a) {
				bk.put(id, a)
			} else {
				running.free(id)
			}
			lease.Stop()
			return a
		})
	},
}
