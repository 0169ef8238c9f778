package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var neverTakenOut = solutions.Wrong[New]{
	Name:   "never-taken-out",
	Caught: "M38",
	Why:    "What is over is overwritten when its key comes again, and stays where it is otherwise: most keys never come again.",
	New:    parts{book: func(b *relay.Book) { b.Sweeps = false }}.build,
}
