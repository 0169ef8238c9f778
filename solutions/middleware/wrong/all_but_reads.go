package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var allButReads = solutions.Wrong[New]{
	Name:   "all-but-reads",
	Caught: "M11",
	Why:    "Every method that is not a read is protected, whatever Methods says.",
	New:    parts{rules: func(rs *relay.Rules) { rs.Methods = []string{"POST", "PUT", "PATCH", "DELETE", "PURGE", "QUERY"} }}.build,
}
