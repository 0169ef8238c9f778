package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var methodIgnored = solutions.Wrong[New]{
	Name:   "method-ignored",
	Caught: "M27",
	Why:    "A key belongs to the path whatever the method: a PUT is answered with what a POST did.",
	New:    parts{rules: scopedBy(func(id relay.Scope, _ *http.Request) relay.Scope { id.Method = ""; return id })}.build,
}
