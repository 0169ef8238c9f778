package wrong

import (
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var wholeSeconds = solutions.Wrong[New]{
	Name:   "whole-seconds",
	Caught: "M13",
	Why:    "The end is kept in whole seconds, as Unix time is: keys end up to a second too early.",
	New: parts{book: func(b *relay.Book) {
		b.Ends = func(rec *relay.Record) time.Time { return time.Unix(rec.Completed.Add(b.TTL).Unix(), 0) }
	}}.build,
}
