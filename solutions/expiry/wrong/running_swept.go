package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
)

var runningSwept = solutions.Wrong[New]{
	Name:   "running-swept",
	Caught: "E20",
	Why:    "A running record has no end yet, and the clean-up takes the zero time for one that is long over.",
	New: func(ctx context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		go bk.eachMinute(ctx, func(id any, rec *record) {
			if over(rec.end) { // !rec.end.IsZero() &&
				delete(bk.records, id)
			}
		})
		return serve(payFrom(bk, b))
	},
}
