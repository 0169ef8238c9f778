// Package alternatives holds other correct answers to the challenge keys, one style a file.
package alternatives

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
)

// New is what the challenge asks for.
type New = func(ctx context.Context, b bank.Charger) http.Handler

// All lists the alternatives.
var All = []solutions.Alternative[New]{
	lockPerKey,
}
