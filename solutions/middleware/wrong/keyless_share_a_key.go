package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var keylessShareAKey = solutions.Wrong[New]{
	Name:   "keyless-share-a-key",
	Caught: "M9",
	Why:    "With Optional, requests without a key share the empty one: the second is answered with the first.",
	New:    parts{rules: func(rs *relay.Rules) { keyless(rs, rs.Optional) }}.build,
}
