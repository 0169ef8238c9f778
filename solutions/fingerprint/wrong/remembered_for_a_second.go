package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
)

var rememberedForASecond = solutions.Wrong[New]{
	Name:   "remembered-for-a-second",
	Caught: "F3",
	Why:    "Orders are remembered for a second, as that is enough for a double click: a retry after two is another order.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, min(window, time.Second), byIdentity))
	},
}
