package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var replayAs200 = solutions.Wrong[New]{
	Name:   "replay-as-200",
	Caught: "M4",
	Why:    "The body is stored, the status is not: every replay is a 200.",
	New:    parts{run: edited(func(a *relay.Answer) { a.Status = http.StatusOK })}.build,
}
