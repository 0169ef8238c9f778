package wrong

import (
	"strings"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var methodsInAnyCase = solutions.Wrong[New]{
	Name:   "methods-in-any-case",
	Caught: "M11",
	Why:    "Methods are compared without regard to case, as header names are: a method named post is another one (RFC 9110 §9.1), and nobody has asked to protect it.",
	New: parts{rules: func(rs *relay.Rules) {
		for _, m := range rs.Methods {
			rs.Methods = append(rs.Methods, strings.ToLower(m), m[:1]+strings.ToLower(m[1:]))
		}
	}}.build,
}
