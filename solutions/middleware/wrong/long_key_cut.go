package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var longKeyCut = solutions.Wrong[New]{
	Name:   "long-key-cut",
	Caught: "M26",
	Why:    "A key that is too long is cut, where it should be refused.",
	New: parts{rules: func(rs *relay.Rules) {
		right := rs.Key
		rs.Key = func(r *http.Request) string {
			key := right(r)
			return key[:min(len(key), 255)]
		}
	}}.build,
}
