// Package wrong holds wrong answers to the challenge expiry, one mistake a file. Each is plausible,
// works for a single click, and must be caught by the scenario that it names.
package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
)

// New is what the challenge asks for.
type New = func(ctx context.Context, b bank.Charger, ttl time.Duration) http.Handler

// All lists the wrong answers, the seed's own first.
var All = []solutions.Wrong[New]{}
