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

var callerInLowerCase = solutions.Wrong[New]{
	Name:   "caller-in-lower-case",
	Caught: "F28",
	Why:    "The caller is put in lower case, as if it were an e-mail address: ANN gets the order of ann.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, func(o reservations.Order) any {
			o.Caller = strings.ToLower(o.Caller)
			return o.Identity()
		}))
	},
}
