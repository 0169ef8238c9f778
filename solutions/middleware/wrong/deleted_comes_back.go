package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var deletedComesBack = solutions.Wrong[New]{
	Name:   "deleted-comes-back",
	Caught: "M30",
	Why:    "What the handler deleted of the outer header is not stored: the replay has it again.",
	New:    parts{run: edited(func(a *relay.Answer) { a.Removed = nil })}.build,
}
