package wrong

import (
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var endIncluded = solutions.Wrong[New]{
	Name:   "end-included",
	Caught: "M14",
	Why:    "The end itself still counts as before it: time.After is not the opposite of time.Before.",
	New:    parts{book: func(b *relay.Book) { b.Over = func(rec *relay.Record) bool { return time.Now().After(rec.End) } }}.build,
}
