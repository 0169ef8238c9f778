package wrong

import (
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var fromFirstSight = solutions.Wrong[New]{
	Name:   "from-first-sight",
	Caught: "M15",
	Why:    "The time to live counts from the first sight of the key: a handler that takes its time has less of it, or none.",
	New:    parts{book: func(b *relay.Book) { b.Ends = func(rec *relay.Record) time.Time { return rec.Since.Add(b.TTL) } }}.build,
}
