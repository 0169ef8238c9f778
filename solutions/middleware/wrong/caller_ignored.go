package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var callerIgnored = solutions.Wrong[New]{
	Name:   "caller-ignored",
	Caught: "M29",
	Why:    "Caller is not asked: whoever guesses a key sees somebody else's answer.",
	New:    parts{rules: scopedBy(func(id relay.Scope, _ *http.Request) relay.Scope { id.Caller = ""; return id })}.build,
}
