package wrong

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var strictJson = solutions.Wrong[New]{
	Name:   "strict-json",
	Caught: "U1",
	Why:    "Unknown members are refused: clients that know more than this server can not use it.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		s := newBook(p).service()
		s.Read = func(r *http.Request) (users.Request, error) {
			req, err := users.Read(r)
			if err != nil {
				return req, err
			}
			var known struct {
				users.User
			}
			d := json.NewDecoder(strings.NewReader(req.Raw))
			d.DisallowUnknownFields()
			return req, d.Decode(&known)
		}
		return s.Handler()
	},
}
