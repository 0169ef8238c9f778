package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var patternIsThePath = solutions.Wrong[New]{
	Name:   "pattern-is-the-path",
	Caught: "M27",
	Why:    "A key belongs to the pattern that the mux has matched: /items/1 and /items/2 are both /items/.",
	New:    parts{rules: scopedBy(func(id relay.Scope, r *http.Request) relay.Scope { id.Path = r.Pattern; return id })}.build,
}
