package wrong

import (
	"context"
	"net/http"
	"sync"
	"sync/atomic"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var loadedIgnored = solutions.Wrong[New]{
	Name:   "loaded-ignored",
	Caught: "K9",
	Why:    "LoadOrStore says whether the key was there before, and nobody listens: every request that finds no answer yet believes that it came first.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		var slots sync.Map
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			v, _ := slots.LoadOrStore(req.Scope(), new(atomic.Pointer[payments.Answer]))
			slot := v.(*atomic.Pointer[payments.Answer])
			if a := slot.Load(); a != nil {
				return *a
			}
			a := charge(ctx, b, req)
			if !final(a) {
				return a
			}
			slot.CompareAndSwap(nil, &a)
			return *slot.Load()
		})
	},
}
