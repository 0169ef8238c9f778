package wrong

import (
	"net/http"
	"strings"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var lowerCaseKey = solutions.Wrong[New]{
	Name:   "lower-case-key",
	Caught: "M7",
	Why:    "Keys are compared in lower case.",
	New:    parts{rules: scopedBy(func(id relay.Scope, _ *http.Request) relay.Scope { id.Key = strings.ToLower(id.Key); return id })}.build,
}
