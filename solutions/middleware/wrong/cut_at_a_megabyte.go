package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var cutAtAMegabyte = solutions.Wrong[New]{
	Name:   "cut-at-a-megabyte",
	Caught: "M4",
	Why:    "At most a megabyte of a body is stored, and replayed as if it were all.",
	New:    parts{run: edited(func(a *relay.Answer) { a.Body = a.Body[:min(len(a.Body), 1<<20)] })}.build,
}
