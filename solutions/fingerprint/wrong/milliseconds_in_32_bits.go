package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
)

var millisecondsIn32Bits = solutions.Wrong[New]{
	Name:   "milliseconds-in-32-bits",
	Caught: "F14",
	Why:    "The window is kept as milliseconds in 32 bits: a long one is another one.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(rememberUntil(s, func() time.Time {
			return time.Now().Add(time.Duration(uint32(window/time.Millisecond)) * time.Millisecond)
		}))
	},
}
