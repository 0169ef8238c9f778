// Package wrong holds wrong answers to the challenge fingerprint, one mistake a file. Each is
// plausible, works for a single click, and must be caught by the scenario that it names.
package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
)

// New is what the challenge asks for.
type New = func(ctx context.Context, s warehouse.Reserver, window time.Duration) http.Handler

// All lists the wrong answers, the seed's own first.
var All = []solutions.Wrong[New]{}
