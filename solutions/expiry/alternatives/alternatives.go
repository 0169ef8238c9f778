// Package alternatives holds other correct answers to the challenge expiry, one style a file.
package alternatives

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

// New is what the challenge asks for.
type New = func(ctx context.Context, b bank.Charger, ttl time.Duration) http.Handler

// All lists the alternatives.
var All = []solutions.Alternative[New]{
	lockPerKey,
	loadOrStore,
	timerPerKey,
	ownerGoroutine,
	singleFlight,
	twoGenerations,
	compareAndSwap,
	workerPerKey,
}

// charge takes the money, also when the client leaves meanwhile. A panic of the bank's client ends
// here, for the styles that charge on a goroutine of their own, where it would end the process:
// the money may have moved, so that its outcome is unknown.
func charge(ctx context.Context, b bank.Charger, req payments.Request) (a payments.Answer) {
	defer func() {
		if recover() != nil {
			a = payments.Unknown
		}
	}()
	receipt, err := b.Charge(context.WithoutCancel(ctx), req.Charge())
	return payments.Of(req, receipt, err)
}

// refused reports whether the answer says that nothing happened, which frees the key.
func refused(a payments.Answer) bool { return a.Status == http.StatusPaymentRequired }

// over reports whether the life that ends at end has ended. The end itself is over.
func over(end time.Time) bool { return !time.Now().Before(end) }

// A kept answer is remembered until its end.
type kept struct {
	payments.Answer
	end time.Time
}
