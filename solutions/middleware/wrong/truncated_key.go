package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var truncatedKey = solutions.Wrong[New]{
	Name:   "truncated-key",
	Caught: "M7",
	Why:    "The key is cut to the 64 bytes that a column holds.",
	New:    parts{rules: scopedBy(func(id relay.Scope, _ *http.Request) relay.Scope { id.Key = id.Key[:min(len(id.Key), 64)]; return id })}.build,
}
