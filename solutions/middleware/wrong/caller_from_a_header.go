package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
)

var callerFromAHeader = solutions.Wrong[New]{
	Name:   "caller-from-a-header",
	Caught: "M29",
	Why:    "Where Caller is not set, X-User-Id says who it is, which anybody can write.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		if cfg.Caller == nil {
			cfg.Caller = func(r *http.Request) string { return r.Header.Get("X-User-Id") }
		}
		return parts{}.build(cfg)
	},
}
