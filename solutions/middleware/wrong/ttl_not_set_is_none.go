package wrong

import (
	"net/http"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var ttlNotSetIsNone = solutions.Wrong[New]{
	Name:   "ttl-not-set-is-none",
	Caught: "M13",
	Why:    "A TTL that is not set is a TTL of zero: nothing is remembered.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		return parts{book: func(b *relay.Book) {
			b.Ends = func(rec *relay.Record) time.Time { return rec.Completed.Add(cfg.TTL) }
		}}.build(cfg)
	},
}
