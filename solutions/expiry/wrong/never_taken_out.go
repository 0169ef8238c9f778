package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
)

var neverTakenOut = solutions.Wrong[New]{
	Name:   "never-taken-out",
	Caught: "E32",
	Why:    "A record that is over is replaced when its key comes again, and stays when it does not, as nearly all keys do.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		bk.sweeps = false
		return serve(payFrom(bk, b))
	},
}
