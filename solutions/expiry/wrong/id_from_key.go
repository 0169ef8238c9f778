package wrong

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var idFromKey = solutions.Wrong[New]{
	Name:   "id-from-key",
	Caught: "E13",
	Why:    "The payment's id is made from caller and key: the payment of the key's next life has the id of the first one.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			return bk.once(ctx, req.Scope(), func() payments.Answer {
				a := charge(ctx, b, req)
				if a.Status != http.StatusCreated {
					return a
				}
				sum := sha256.Sum256(fmt.Appendf(nil, "%q %q", req.Caller, req.Key))
				return payments.Success(req, bank.Receipt{ID: fmt.Sprintf("%x", sum[:8])})
			})
		})
	},
}
