package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var noKeyNoProtection = solutions.Wrong[New]{
	Name:   "no-key-no-protection",
	Caught: "M8",
	Why:    "A request without a key runs, also where keys are required: Optional is never asked.",
	New:    parts{rules: func(rs *relay.Rules) { rs.Optional = true }}.build,
}
