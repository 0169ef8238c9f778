package wrong

import (
	"bytes"
	"crypto/sha256"
	"io"
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var bodyIsTheKey = solutions.Wrong[New]{
	Name:   "body-is-the-key",
	Caught: "M6",
	Why:    "The requests are told apart by a hash of the body: who orders the same again gets nothing.",
	New: parts{rules: scopedBy(func(id relay.Scope, r *http.Request) relay.Scope {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return id
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		sum := sha256.Sum256(body)
		id.Key = string(sum[:])
		return id
	})}.build,
}
