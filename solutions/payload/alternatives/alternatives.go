// Package alternatives holds other correct answers to the challenge payload, one style a file.
package alternatives

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

// New is what the challenge asks for.
type New = func(ctx context.Context, b bank.Transferer) http.Handler

// All lists the alternatives.
var All = []solutions.Alternative[New]{
	canonicalJSON,
	tokenWalk,
	hashWhileReading,
	lockPerKey,
	conflictWhileRunning,
	compareAndSwap,
	ownerGoroutine,
	claimFirst,
	eventJournal,
}

// move moves the money, also when the client leaves meanwhile. A panic of the bank's client ends
// here, for the styles that ask the bank on a goroutine of their own, where it would end the process:
// the money may have moved, so that its outcome is unknown.
func move(ctx context.Context, b bank.Transferer, t bank.Transfer) (a transfers.Answer) {
	defer func() {
		if recover() != nil {
			a = transfers.Unknown
		}
	}()
	receipt, err := b.Transfer(context.WithoutCancel(ctx), t)
	return transfers.Of(t, receipt, err)
}

// refused reports whether the answer says that nothing happened, which frees the key.
func refused(a transfers.Answer) bool { return a.Status == http.StatusPaymentRequired }
