package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var pathIsTheKey = solutions.Wrong[New]{
	Name:   "path-is-the-key",
	Caught: "M6",
	Why:    "Whoever sends a key is protected, but what is looked up is the path: all requests to one path are one.",
	New:    parts{rules: scopedBy(func(id relay.Scope, _ *http.Request) relay.Scope { id.Key = ""; return id })}.build,
}
