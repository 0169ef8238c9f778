package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
)

var tickerStoppedOnly = solutions.Wrong[New]{
	Name:   "ticker-stopped-only",
	Caught: "E33",
	Why:    "When the server shuts down the ticker is stopped, which does not close its channel: the clean-up waits on it for ever.",
	New: func(ctx context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		tick := time.NewTicker(time.Minute)
		context.AfterFunc(ctx, tick.Stop)
		go func() {
			for range tick.C {
				bk.sweep()
			}
		}()
		return serve(payFrom(bk, b))
	},
}
