package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var cleanUpDecides = solutions.Wrong[New]{
	Name:   "clean-up-decides",
	Caught: "M14",
	Why:    "A key is over when the clean-up has come by: between two rounds, what has ended is replayed.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		return parts{book: func(b *relay.Book) {
			b.Over = func(*relay.Record) bool { return false }
			go eachMinute(relay.RulesOf(cfg).Context, func() { b.Each(func(rec *relay.Record) bool { return !rec.End.IsZero() && relay.Over(rec.End) }) })
		}}.build(cfg)
	},
}

// eachMinute calls f once a minute until ctx ends.
func eachMinute(ctx context.Context, f func()) {
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			f()
		case <-ctx.Done():
			return
		}
	}
}
