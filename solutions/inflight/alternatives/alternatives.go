// Package alternatives holds other correct answers to the challenge inflight, one style a file.
package alternatives

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

// New is what the challenge asks for.
type New = func(ctx context.Context, b bank.Charger) http.Handler

// All lists the alternatives.
var All = []solutions.Alternative[New]{
	tryLock,
	loadOrStore,
	compareAndSwap,
	tokenChannel,
	ownerGoroutine,
	detachedWorker,
	eventJournal,
	claimFirst,
	payloadChecked,
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

// turnAway tells a duplicate in flight to come back.
func turnAway(w http.ResponseWriter) {
	w.Header().Set("Retry-After", "1")
	payments.InFlight.WriteTo(w)
}

// reply sends the answer, or turns away who has none.
func reply(w http.ResponseWriter, a payments.Answer, ok bool) {
	if !ok {
		turnAway(w)
		return
	}
	a.WriteTo(w)
}
