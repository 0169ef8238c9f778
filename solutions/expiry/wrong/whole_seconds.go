package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
)

var wholeSeconds = solutions.Wrong[New]{
	Name:   "whole-seconds",
	Caught: "E9",
	Why:    "Time is kept in whole seconds: a TTL of a second and a half becomes one second, and one of milliseconds none.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		bk.over = func(rec *record) bool {
			return time.Now().Unix() >= rec.completed.Unix()+int64(ttl.Seconds())
		}
		return serve(payFrom(bk, b))
	},
}
