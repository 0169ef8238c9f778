package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var pathIgnored = solutions.Wrong[New]{
	Name:   "path-ignored",
	Caught: "M27",
	Why:    "A key is unique in the whole instance: the same key on another route is answered with what happened on this one.",
	New:    parts{rules: scopedBy(func(id relay.Scope, _ *http.Request) relay.Scope { id.Path = ""; return id })}.build,
}
