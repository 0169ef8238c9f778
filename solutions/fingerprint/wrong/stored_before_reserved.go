package wrong

import (
	"context"
	"encoding/hex"
	"fmt"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var storedBeforeReserved = solutions.Wrong[New]{
	Name:   "stored-before-reserved",
	Caught: "F18",
	Why:    "The success is stored before the warehouse has answered: a duplicate is told of an order that is not made yet.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			rec, mine := b.claim(o.Identity())
			if !mine {
				select {
				case <-rec.done:
					return rec.answer
				default:
					return reservations.Success(o, "ord_"+hex.EncodeToString(fmt.Append(nil, o.Identity().Body)[:8]))
				}
			}
			b.finish(rec, reserve(ctx, s, o))
			return rec.answer
		})
	},
}
