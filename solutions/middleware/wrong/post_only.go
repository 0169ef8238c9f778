package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
)

var postOnly = solutions.Wrong[New]{
	Name:   "post-only",
	Caught: "M11",
	Why:    "Only POST is protected unless Methods says more; PUT and PATCH run each time.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		if cfg.Methods == nil {
			cfg.Methods = []string{http.MethodPost}
		}
		return parts{}.build(cfg)
	},
}
