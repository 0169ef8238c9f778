package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
)

var secondsOfLongLives = solutions.Wrong[New]{
	Name:   "seconds-of-long-lives",
	Caught: "E9",
	Why:    "What lives for an hour or more is kept with its end in whole seconds: a key that was completed within a second ends at that second's beginning, too early.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		if ttl >= time.Hour {
			bk.over = func(rec *record) bool { return time.Now().Unix() >= rec.completed.Add(ttl).Unix() }
		}
		return serve(payFrom(bk, b))
	},
}
