// Package alternatives holds other correct answers to the challenge users, one style a file.
package alternatives

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
)

// New is what the challenge asks for.
type New = func(ctx context.Context, p events.Publisher) http.Handler

// All lists the alternatives.
var All = []solutions.Alternative[New]{
	oneLock,
	semaphorePerUser,
	conflictWhileChanging,
	compareAndSwap,
	ownerGoroutine,
	goroutinePerUser,
	outbox,
	eventJournal,
	storedDocument,
}
