package wrong

import (
	"net/http"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var janitor = solutions.Wrong[New]{
	Name:   "janitor",
	Caught: "M39",
	Why:    "A goroutine cleans up once a minute for ever: it never looks at the Context, and is still there when the server is gone.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		return parts{book: func(b *relay.Book) {
			b.Sweeps = false
			go func() {
				for {
					time.Sleep(time.Minute)
					b.Each(func(rec *relay.Record) bool { return rec.HasEnded() })
				}
			}()
		}}.build(cfg)
	},
}
