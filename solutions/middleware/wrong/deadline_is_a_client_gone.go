package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var deadlineIsAClientGone = solutions.Wrong[New]{
	Name:   "deadline-is-a-client-gone",
	Caught: "M36",
	Why:    "A waiter whose context has ended writes nothing, because its client is gone. It may be an outer deadline that has struck: the client is there, and gets an empty 200.",
	New:    parts{gone: func(*relay.Book, *relay.Record, http.ResponseWriter) {}}.build,
}
