package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var joinedWithSpaces = solutions.Wrong[New]{
	Name:   "joined-with-spaces",
	Caught: "M27",
	Why:    "Caller, method, path and key are joined with spaces, which no path has: but callers and keys may, and can look like what stands beside them.",
	New: parts{rules: scopedBy(func(id relay.Scope, _ *http.Request) relay.Scope {
		return relay.Scope{Key: id.Caller + " " + id.Method + " " + id.Path + " " + id.Key}
	})}.build,
}
