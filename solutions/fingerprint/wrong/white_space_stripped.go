package wrong

import (
	"context"
	"net/http"
	"strings"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var whiteSpaceStripped = solutions.Wrong[New]{
	Name:   "white-space-stripped",
	Caught: "F6",
	Why:    "White space is removed by its characters, also inside of strings.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, byBody(func(o reservations.Order) []byte {
			return []byte(strings.Join(strings.Fields(string(o.Canonical)), ""))
		})))
	},
}
