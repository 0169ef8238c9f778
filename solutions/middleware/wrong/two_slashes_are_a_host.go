package wrong

import (
	"net/http"
	"net/url"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var twoSlashesAreAHost = solutions.Wrong[New]{
	Name:   "two-slashes-are-a-host",
	Caught: "M28",
	Why:    "The request target is read as any URL, not as a path: in //a/orders and //b/orders url.Parse finds two hosts and one path.",
	New: parts{rules: scopedBy(func(id relay.Scope, r *http.Request) relay.Scope {
		if u, err := url.Parse(r.RequestURI); err == nil {
			id.Path = u.EscapedPath()
		}
		return id
	})}.build,
}
