package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var pathThatIsLeft = solutions.Wrong[New]{
	Name:   "path-that-is-left",
	Caught: "M28",
	Why:    "The path is taken from r.URL, of which http.StripPrefix has cut what tells two mounts apart.",
	New:    parts{rules: scopedBy(func(id relay.Scope, r *http.Request) relay.Scope { id.Path = r.URL.Path; return id })}.build,
}
