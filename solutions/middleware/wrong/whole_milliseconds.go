package wrong

import (
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var wholeMilliseconds = solutions.Wrong[New]{
	Name:   "whole-milliseconds",
	Caught: "M13",
	Why:    "The end is kept in milliseconds, as in JavaScript or a database column: what is cut off is missing at the end.",
	New: parts{book: func(b *relay.Book) {
		right := b.Ends
		b.Ends = func(rec *relay.Record) time.Time { return time.UnixMilli(right(rec).UnixMilli()) }
	}}.build,
}
