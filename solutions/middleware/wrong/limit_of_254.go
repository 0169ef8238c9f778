package wrong

import (
	"errors"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var limitOf254 = solutions.Wrong[New]{
	Name:   "limit-of-254",
	Caught: "M26",
	Why:    "A key of 255 bytes is refused: the limit is compared with >=.",
	New: parts{rules: func(rs *relay.Rules) {
		rs.Check = func(key string) error {
			if len(key) >= 255 {
				return errors.New("the key is too long")
			}
			return nil
		}
	}}.build,
}
