package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
)

var optionalMeansOff = solutions.Wrong[New]{
	Name:   "optional-means-off",
	Caught: "M9",
	Why:    "With Optional nothing is protected, not even a request that carries a key.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		if cfg.Optional {
			return func(next http.Handler) http.Handler { return next }
		}
		return parts{}.build(cfg)
	},
}
