package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var headerByItsSpelling = solutions.Wrong[New]{
	Name:   "header-by-its-spelling",
	Caught: "M10",
	Why:    "The header is looked up in the map under the name as it was configured: the server has made X-Request-Id of x-request-id.",
	New: parts{rules: func(rs *relay.Rules) {
		rs.Key = func(r *http.Request) string {
			if values := r.Header[rs.Header]; len(values) > 0 {
				return values[0]
			}
			return ""
		}
	}}.build,
}
