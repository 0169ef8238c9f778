package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var headerHardCoded = solutions.Wrong[New]{
	Name:   "header-hard-coded",
	Caught: "M10",
	Why:    "The key is always taken from Idempotency-Key, whatever Header says.",
	New: parts{rules: func(rs *relay.Rules) {
		rs.Header = "Idempotency-Key"
		rs.Key = func(r *http.Request) string { return r.Header.Get(rs.Header) }
	}}.build,
}
