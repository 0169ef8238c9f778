package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var joinedWithColon = solutions.Wrong[New]{
	Name:   "joined-with-colon",
	Caught: "M27",
	Why:    "Caller, path and key are joined with colons: /a:b and c are /a and b:c.",
	New: parts{rules: scopedBy(func(id relay.Scope, _ *http.Request) relay.Scope {
		return relay.Scope{Method: id.Method, Key: id.Caller + ":" + id.Path + ":" + id.Key}
	})}.build,
}
