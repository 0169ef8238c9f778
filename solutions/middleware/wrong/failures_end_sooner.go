package wrong

import (
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var failuresEndSooner = solutions.Wrong[New]{
	Name:   "failures-end-sooner",
	Caught: "M5",
	Why:    "A 5xx is forgotten after an hour, because it will have been mended by then. A handler that returned has answered: the retry runs it again.",
	New: parts{book: func(b *relay.Book) {
		right := b.Ends
		b.Ends = func(rec *relay.Record) time.Time {
			end, soon := right(rec), rec.Completed.Add(time.Hour)
			if rec.Answer.Status >= 500 && soon.Before(end) {
				return soon
			}
			return end
		}
	}}.build,
}
