package wrong

import (
	"net/http"
	"net/url"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var decodedPath = solutions.Wrong[New]{
	Name:   "decoded-path",
	Caught: "M28",
	Why:    "The path is compared as URL.Path has it, decoded: /a%2Fb, one segment, is /a/b, two.",
	New: parts{rules: scopedBy(func(id relay.Scope, r *http.Request) relay.Scope {
		if u, err := url.ParseRequestURI(r.RequestURI); err == nil {
			id.Path = u.Path
		}
		return id
	})}.build,
}
