package wrong

import (
	"errors"
	"unicode/utf8"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var limitInLetters = solutions.Wrong[New]{
	Name:   "limit-in-letters",
	Caught: "M26",
	Why:    "The length of a key is counted in letters, not in bytes: two hundred times é is 400 bytes, and taken.",
	New: parts{rules: func(rs *relay.Rules) {
		rs.Check = func(key string) error {
			if utf8.RuneCountInString(key) > 255 {
				return errors.New("the key is too long")
			}
			return nil
		}
	}}.build,
}
