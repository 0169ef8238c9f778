package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var bodyOnly = solutions.Wrong[New]{
	Name:   "body-only",
	Caught: "M4",
	Why:    "Status and body are replayed, the header is not: a client that follows Location, or looks at the type, sees another answer.",
	New:    parts{run: edited(func(a *relay.Answer) { a.Header = nil })}.build,
}
