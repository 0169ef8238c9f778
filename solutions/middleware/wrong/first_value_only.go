package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var firstValueOnly = solutions.Wrong[New]{
	Name:   "first-value-only",
	Caught: "M4",
	Why:    "The header is stored as a map of strings: of two cookies one is left.",
	New: parts{run: edited(func(a *relay.Answer) {
		for name, values := range a.Header {
			if len(values) > 1 {
				a.Header[name] = values[:1]
			}
		}
	})}.build,
}
