package wrong

import (
	"context"
	"maps"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var cleanUpWaits = solutions.Wrong[New]{
	Name:   "clean-up-waits",
	Caught: "F26",
	Why:    "The clean-up looks into every order under its own lock, which a running one holds: nobody gets in until that is done.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		type slot struct {
			mu     sync.Mutex // held across the reservation
			answer reservations.Answer
			until  time.Time
		}
		var mu sync.Mutex
		slots, looked := map[any]*slot{}, time.Now()
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			mu.Lock()
			if time.Since(looked) >= window {
				looked = time.Now()
				maps.DeleteFunc(slots, func(_ any, x *slot) bool {
					x.mu.Lock()
					defer x.mu.Unlock()
					return x.answer.Status != 0 && !time.Now().Before(x.until)
				})
			}
			x, ok := slots[o.Identity()]
			if !ok {
				x = &slot{}
				slots[o.Identity()] = x
			}
			mu.Unlock()
			x.mu.Lock()
			defer x.mu.Unlock()
			if x.answer.Status == 0 || !time.Now().Before(x.until) {
				a := reserve(ctx, s, o)
				if !a.Final() {
					return a
				}
				x.answer, x.until = a, time.Now().Add(window)
			}
			return x.answer
		})
	},
}
