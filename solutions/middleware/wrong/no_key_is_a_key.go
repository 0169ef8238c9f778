package wrong

import (
	"net/http"
	"strings"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var noKeyIsAKey = solutions.Wrong[New]{
	Name:   "no-key-is-a-key",
	Caught: "M8",
	Why:    "A missing key is a key like any other, the empty one.",
	New:    parts{rules: func(rs *relay.Rules) { keyless(rs, !rs.Optional) }}.build,
}

// keyless has a request without a key use one that no client can send, where on is true.
func keyless(rs *relay.Rules, on bool) {
	right := rs.Key
	rs.Key = func(r *http.Request) string {
		key := right(r)
		if on && strings.TrimSpace(key) == "" {
			return "\x00"
		}
		return key
	}
}
