package wrong

import (
	"context"
	"encoding/hex"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var hashCutShort = solutions.Wrong[New]{
	Name:   "hash-cut-short",
	Caught: "F9",
	Why:    "Of SHA-256 the first eight hexadecimal digits are kept, as they are easier to read in a log.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, func(o reservations.Order) any {
			id := o.Identity()
			return [2]string{o.Caller, hex.EncodeToString(id.Body[:4])}
		}))
	},
}
