package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
)

var requestRebuilt = solutions.Wrong[New]{
	Name:   "request-rebuilt",
	Caught: "M12",
	Why:    "The handler gets a new request with the method, URL, header and body of the first: path values, RequestURI and the client's address are not in it.",
	New: parts{run: between(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			again, err := http.NewRequestWithContext(r.Context(), r.Method, r.URL.String(), r.Body)
			if err != nil {
				panic(err)
			}
			again.Header = r.Header
			next.ServeHTTP(w, again)
		})
	})}.build,
}
