package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var withheldTypeGuessed = solutions.Wrong[New]{
	Name:   "withheld-type-guessed",
	Caught: "M4",
	Why:    "The header is copied value by value. A Content-Type without a value, which keeps the server from guessing one, has none to copy.",
	New: parts{run: edited(func(a *relay.Answer) {
		for name, values := range a.Header {
			if len(values) == 0 {
				delete(a.Header, name)
			}
		}
	})}.build,
}
