package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/solutions"
)

var contextValuesLost = solutions.Wrong[New]{
	Name:   "context-values-lost",
	Caught: "M12",
	Why:    "The handler gets a fresh context, so that it outlives its client: who the user is and how the request is traced is lost with the old one.",
	New: parts{run: between(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r.WithContext(context.Background())) })
	})}.build,
}
