package wrong

import (
	"fmt"
	"hash/crc32"
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var crc32OfKey = solutions.Wrong[New]{
	Name:   "crc32-of-key",
	Caught: "M7",
	Why:    "A checksum of the key is looked up: two keys with one checksum are one.",
	New: parts{rules: scopedBy(func(id relay.Scope, _ *http.Request) relay.Scope {
		id.Key = fmt.Sprintf("%08x", crc32.ChecksumIEEE([]byte(id.Key)))
		return id
	})}.build,
}
