// Package wrong holds wrong answers to the challenge middleware, one mistake a file. Each is
// plausible, works for a single click, and must be caught by the scenario that it names.
package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
)

// New is what the challenge asks for.
type New = func(cfg middleware.Config) func(http.Handler) http.Handler

// All lists the wrong answers, the seed's own first.
var All = []solutions.Wrong[New]{}
