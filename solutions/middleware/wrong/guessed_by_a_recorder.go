package wrong

import (
	"maps"
	"net/http"
	"net/http/httptest"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var guessedByARecorder = solutions.Wrong[New]{
	Name:   "guessed-by-a-recorder",
	Caught: "M2",
	Why:    "The answer is taken from an httptest.ResponseRecorder, which guesses the Content-Type from the first write, also an empty one; a server waits for more.",
	New: parts{run: func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
		rec := httptest.NewRecorder()
		maps.Copy(rec.Header(), w.Header().Clone())
		r, up := relay.Request(r)
		next.ServeHTTP(rec, r)
		res := rec.Result()
		a := &relay.Answer{Status: res.StatusCode, Header: res.Header, Body: rec.Body.Bytes()}
		a.Send(w)
		if up.Broken() {
			return nil
		}
		return a
	}}.build,
}
