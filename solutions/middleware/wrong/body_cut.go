package wrong

import (
	"bytes"
	"io"
	"net/http"

	"example.com/idempotency/solutions"
)

var bodyCut = solutions.Wrong[New]{
	Name:   "body-cut",
	Caught: "M12",
	Why:    "Bodies are read up to a limit, to hash them, and what was read is what the handler gets.",
	New: parts{run: between(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(io.LimitReader(r.Body, 512<<10))
			if err != nil {
				http.Error(w, "the body broke off", http.StatusBadRequest)
				return
			}
			r.Body = io.NopCloser(bytes.NewReader(body))
			next.ServeHTTP(w, r)
		})
	})}.build,
}
