package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var onlySuccessStored = solutions.Wrong[New]{
	Name:   "only-success-stored",
	Caught: "M5",
	Why:    "Answers of 400 and more are not stored, as if nothing had happened: the handler knows whether something did, the middleware does not.",
	New:    parts{book: func(b *relay.Book) { b.Keeps = func(a *relay.Answer) bool { return a.Status < 400 } }}.build,
}
