package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var methodsAdded = solutions.Wrong[New]{
	Name:   "methods-added",
	Caught: "M11",
	Why:    "Methods are added to the usual ones, in the place of which they should be.",
	New:    parts{rules: func(rs *relay.Rules) { rs.Methods = append(rs.Methods, "POST", "PUT", "PATCH") }}.build,
}
