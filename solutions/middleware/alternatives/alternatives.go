// Package alternatives holds other correct answers to the challenge middleware, one style a file.
package alternatives

import (
	"net/http"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

// New is what the challenge asks for.
type New = func(cfg middleware.Config) func(http.Handler) http.Handler

// All lists the alternatives.
var All = []solutions.Alternative[New]{
	conflictWhileRunning,
	lockPerKey,
	loadOrStore,
	singleFlight,
	ownerGoroutine,
	bufferThenSend,
	detachedWorker,
	uploadFirst,
	twoGenerations,
	eventJournal,
}

// A kept answer is remembered until its end.
type kept struct {
	*relay.Answer
	end time.Time
}

// live reports whether there is an answer, and it has not ended.
func (k kept) live() bool { return k.Answer != nil && !relay.Over(k.end) }
