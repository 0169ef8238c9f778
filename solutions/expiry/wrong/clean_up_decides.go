package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
)

var cleanUpDecides = solutions.Wrong[New]{
	Name:   "clean-up-decides",
	Caught: "E10",
	Why:    "A record counts for as long as it is there, and a clean-up once a minute takes it out: a key lives for up to a minute too long.",
	New: func(ctx context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		bk.over = func(*record) bool { return false }
		go bk.eachMinute(ctx, func(id any, rec *record) {
			if over(rec.end) {
				delete(bk.records, id)
			}
		})
		return serve(payFrom(bk, b))
	},
}
