package wrong

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var idFromFingerprint = solutions.Wrong[New]{
	Name:   "id-from-fingerprint",
	Caught: "F15",
	Why:    "The order's id is its fingerprint: a new order after the window has the old one's id.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			return b.once(ctx, o.Identity(), func() reservations.Answer {
				a := reserve(ctx, s, o)
				if a.Status == http.StatusCreated {
					h := sha256.Sum256(fmt.Append(nil, o.Caller, o.Identity().Body))
					a = reservations.Success(o, hex.EncodeToString(h[:]))
				}
				return a
			})
		})
	},
}
