package wrong

import (
	"hash/fnv"
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var fnv64OfKey = solutions.Wrong[New]{
	Name:   "fnv64-of-key",
	Caught: "M7",
	Why:    "A 64-bit FNV-1a of the key is looked up. It is no cryptographic hash: two keys that meet are found in an afternoon.",
	New: parts{rules: scopedBy(func(id relay.Scope, _ *http.Request) relay.Scope {
		h := fnv.New64a()
		h.Write([]byte(id.Key))
		id.Key = string(h.Sum(nil))
		return id
	})}.build,
}
