package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var serverErrorsNotStored = solutions.Wrong[New]{
	Name:   "server-errors-not-stored",
	Caught: "M5",
	Why:    "Answers of 500 and more are not stored: a handler whose payment went through before something else failed runs again.",
	New:    parts{book: func(b *relay.Book) { b.Keeps = func(a *relay.Answer) bool { return a.Status < 500 } }}.build,
}
