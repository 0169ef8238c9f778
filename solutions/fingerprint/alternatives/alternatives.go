// Package alternatives holds other correct answers to the challenge fingerprint, one style a file.
package alternatives

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

// New is what the challenge asks for.
type New = func(ctx context.Context, s warehouse.Reserver, window time.Duration) http.Handler

// All lists the alternatives.
var All = []solutions.Alternative[New]{
	lockPerOrder,
	loadOrStore,
	singleFlight,
	ownerGoroutine,
	compareAndSwap,
	workerPerOrder,
	strictTokens,
	exactValues,
	canonicalText,
}

// reserve reserves the items, also when the client leaves meanwhile. A panic of the warehouse's client
// ends here, for the styles that reserve on a goroutine of their own, where it would end the process:
// the items may be reserved, so that its outcome is unknown.
func reserve(ctx context.Context, s warehouse.Reserver, o reservations.Order) (a reservations.Answer) {
	defer func() {
		if recover() != nil {
			a = reservations.Unknown
		}
	}()
	id, err := s.Reserve(context.WithoutCancel(ctx), o.Wanted())
	return reservations.Of(o, id, err)
}

// An entry is an answer that is remembered.
type entry struct {
	answer reservations.Answer
	until  time.Time // the end of the window
}

// entered is the entry of an answer that has just come; nil for one that is not remembered.
func entered(a reservations.Answer, window time.Duration) *entry {
	if !a.Final() {
		return nil
	}
	return &entry{a, time.Now().Add(window)}
}

// live reports whether the window is not over. A nil entry has none.
func (e *entry) live() bool { return e != nil && time.Now().Before(e.until) }
