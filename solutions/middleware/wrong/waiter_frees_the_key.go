package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var waiterFreesTheKey = solutions.Wrong[New]{
	Name:   "waiter-frees-the-key",
	Caught: "M35",
	Why:    "Whoever stops to wait takes the record out, as if it were its own: the key is free while the handler is running.",
	New: parts{gone: func(book *relay.Book, rec *relay.Record, w http.ResponseWriter) {
		book.Remove(rec)
		relay.Conflict(w)
	}}.build,
}
