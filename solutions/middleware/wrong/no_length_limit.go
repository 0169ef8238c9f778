package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var noLengthLimit = solutions.Wrong[New]{
	Name:   "no-length-limit",
	Caught: "M26",
	Why:    "A key of any length is stored: a client can fill the memory with keys.",
	New:    parts{rules: func(rs *relay.Rules) { rs.Check = func(string) error { return nil } }}.build,
}
