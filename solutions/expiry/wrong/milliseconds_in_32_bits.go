package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
)

var millisecondsIn32Bits = solutions.Wrong[New]{
	Name:   "milliseconds-in-32-bits",
	Caught: "E9",
	Why:    "The TTL is kept as milliseconds in 32 bits, as the column of some table is: at 49 days it starts again from nothing.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		short := uint32(ttl.Milliseconds())
		bk.over = func(rec *record) bool {
			return over(rec.completed.Add(time.Duration(short) * time.Millisecond))
		}
		return serve(payFrom(bk, b))
	},
}
