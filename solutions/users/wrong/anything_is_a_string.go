package wrong

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strconv"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var anythingIsAString = solutions.Wrong[New]{
	Name:   "anything-is-a-string",
	Caught: "U9",
	Why:    "Members of any type are turned into strings: a number becomes an email address.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		s := newBook(p).service()
		s.Read = func(r *http.Request) (users.Request, error) {
			data, err := io.ReadAll(r.Body)
			if err != nil {
				return users.Request{}, err
			}
			var members map[string]json.RawMessage
			if json.Unmarshal(data, &members) == nil && len(members["email"]) > 0 && members["email"][0] >= '0' && members["email"][0] <= '9' {
				members["email"] = json.RawMessage(strconv.Quote(string(members["email"])))
				data, _ = json.Marshal(members)
			}
			r.Body = io.NopCloser(bytes.NewReader(data))
			return users.Read(r)
		}
		return s.Handler()
	},
}
